using Distributed.Learning;
using ParameterStore;

namespace Microsoft.ML.Distributed;

/// <summary>From ratings as read to a trained model: says to the learner what the options say.</summary>
internal sealed class FactorizationJob(MatrixFactorizationOptions options, RatingColumns columns)
{
    // A policy that goes by the loss measures every twenty clocks or more: users' rows are then hardly older than items'.
    private const int ClocksPerMeasuredWrite = 5;

    private ulong Seed => (uint)options.Seed!.Value;

    /// <summary>
    /// Whether a mean is taken out of the values: not if there are none; not if factors must not be negative, as what is left may be; and not
    /// if the start has none, whose scores would move.
    /// </summary>
    private bool HasMean => !IsOneClass && (options.InitialModel is { } initial ? InitialFactors.AreFolded(initial) : !options.NonNegative);

    private bool IsOneClass => options.Loss == MatrixFactorizationLoss.OneClass;

    /// <summary>Whether the native model gets the two factors that hold mean and biases.</summary>
    internal bool Folds => HasMean || options.HasBiases;

    /// <summary>Whether this process reads only its own ratings, and others have more.</summary>
    internal bool IsLocal => options.DataPlacement == DataPlacement.Local && options.Placement.TotalWorkers(options.WorkersOrDefault) != options.WorkersOrDefault;

    /// <summary>Refuses what cannot be trained on ratings that lie in several processes.</summary>
    /// <exception cref="ArgumentException">The loss needs all of them.</exception>
    internal void CheckPlacement()
    {
        if (IsLocal && IsOneClass)
            throw new ArgumentException("Loss is OneClass, which solves every item from all of its users, so that each process needs all rows; read all of them in each, and set DataPlacement to Shared.", nameof(options.DataPlacement));
    }

    /// <summary>Cuts the ratings into example shards.</summary>
    internal RatingShards Cut(RatingData data)
    {
        long count = data.Ratings.Sum(chunk => (long)chunk.Length);
        RatingShape shape = FactorizationShape.For(
            count, columns.UserCount, columns.ItemCount, options.Rank, TotalWorkersFor(count), options.ClocksPerEpoch, Seed, PushesOverNetwork);
        return RatingShards.Build(data.Ratings, shape with { Center = HasMean }, options.WorkersOrDefault, options.CancellationToken);
    }

    /// <summary>Under BSP the shape, and with it the model to the bit, is the same wherever the job lives.</summary>
    private bool PushesOverNetwork => options.Placement.SpansProcesses && options.Synchronization.Create().Traits.Pull != PullMode.Exactly;

    private int WorkersFor(long ratings) => options.Workers ?? FactorizationShape.WorkersFor(ratings, options.WorkersOrDefault);

    /// <summary>Of all processes together: how data are cut, and what a worker does when, depend on it and have to be the same in all of them.</summary>
    private int TotalWorkersFor(long ratings) => options.Placement.TotalWorkers(WorkersFor(ratings));

    /// <summary>Trains.</summary>
    /// <param name="ratings">What on.</param>
    /// <param name="validation">What to measure on; may be empty.</param>
    /// <param name="reading">What reading took.</param>
    /// <param name="fit">Which fit of the trainer this is, from 0.</param>
    /// <param name="onEpoch">Told after each epoch, on a worker's thread.</param>
    internal async Task<(FactorModel Model, TrainingReport Report)> RunAsync(
        RatingShards ratings, IReadOnlyList<ReadOnlyMemory<Rating>> validation, TimeSpan reading, int fit, Action<TrainingProgress> onEpoch)
    {
        MatrixFactorizationTask task = Task(ratings) with
        {
            Workers = TotalWorkersFor(ratings.Count),
            Validation = validation,
            Durability = DurabilityOf(ratings, isMeasured: validation.Count > 0),
        };
        TrainingSettings settings = Settings(WorkersFor(ratings.Count), reading, fit, onEpoch);
        return Model(await MatrixFactorization.TrainAsync(task, settings).ConfigureAwait(false), task.Start);
    }

    /// <summary>Trains with other processes, of which each has its own ratings.</summary>
    /// <param name="data">This process's.</param>
    /// <param name="reading">What reading took.</param>
    /// <param name="fit">Which fit of the trainer this is, from 0.</param>
    /// <param name="onEpoch">Told after each epoch, on a worker's thread.</param>
    internal async Task<(FactorModel Model, TrainingReport Report)> RunAsync(RatingData data, TimeSpan reading, int fit, Action<TrainingProgress> onEpoch)
    {
        var local = new LocalRatings
        {
            Ratings = data.Ratings,
            Validation = data.HeldOut,
            Users = new(columns.UsersName, columns.UserCount),
            Items = new(columns.ItemsName, columns.ItemCount),
            Rank = options.Rank,
            ClocksPerEpoch = options.ClocksPerEpoch,
            Seed = Seed,
            Center = HasMean,
            Threads = options.WorkersOrDefault,
        };
        FactorStart? start = null;
        MatrixFactorizationResult result = await MatrixFactorization.TrainAsync(
            local,
            ratings =>
            {
                MatrixFactorizationTask task = Task(ratings) with { Durability = DurabilityOf(ratings, isMeasured: true) };
                start = task.Start;
                return task;
            },
            Settings(options.WorkersOrDefault, reading, fit, onEpoch)).ConfigureAwait(false);
        return Model(result, start);
    }

    /// <summary>Over a network users' rows are written seldom, but once an epoch where a loss is measured, which reads them.</summary>
    private OwnedDurability? DurabilityOf(RatingShards ratings, bool isMeasured) => options.Synchronization.Create().Traits.Measures
        ? OwnedDurability.EveryClocks(Math.Min(ratings.Blocks, ClocksPerMeasuredWrite))
        : PushesOverNetwork && !isMeasured ? OwnedDurability.EveryClocks(FactorizationShape.EpochsPerNetworkWrite * ratings.Blocks) : null;

    private (FactorModel Model, TrainingReport Report) Model(MatrixFactorizationResult result, FactorStart? start) =>
        (TrainedFactors.ToModel(result, columns, start, Folds), result.Report);

    private MatrixFactorizationTask Task(RatingShards ratings) => new()
    {
        Ratings = ratings,
        Settings = Settings(ratings.Deviation),
        Seed = Seed,
        Workers = 1,
        Start = options.InitialModel is { } initial ? InitialFactors.Unfold(initial, columns, ratings.Mean) : null,
    };

    private TrainingSettings Settings(int workers, TimeSpan reading, int fit, Action<TrainingProgress> onEpoch) => new()
    {
        Job = options,
        Workers = workers,
        Fit = fit,
        EarlyStopAfterEpochs = options.EarlyStopAfterEpochs,
        Reading = reading,
        OnEpoch = onEpoch,
    };

    /// <param name="deviation">The ratings' standard deviation, which the learner takes for its unit.</param>
    private MatrixFactorizationSettings Settings(double deviation) => new()
    {
        Rank = options.Rank,
        Epochs = options.Epochs,
        LearningRate = options.LearningRate,
        Regularization = Relative(options.Lambda, deviation),
        BiasRegularization = Relative(options.BiasLambda, deviation),
        Biases = options.HasBiases,
        NonNegative = options.NonNegative,
        OneClass = IsOneClass ? new(options.Alpha, options.C) : null,
        Deterministic = options.Deterministic,
    };

    private float Relative(float lambda, double deviation) => options.LambdaInLabelUnits ? (float)(lambda / deviation) : lambda;
}
