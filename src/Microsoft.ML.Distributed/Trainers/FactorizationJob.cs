using Distributed.Learning;
using ParameterStore;

namespace Microsoft.ML.Distributed;

/// <summary>From ratings as read to a trained model: says to the learner what the options say.</summary>
internal sealed class FactorizationJob(MatrixFactorizationOptions options, RatingColumns columns)
{
    private ulong Seed => (uint)options.Seed!.Value;

    /// <summary>
    /// Whether a mean is taken out of the values: not if there are none; not if factors must not be negative, as what is left may be; and not
    /// if the start has none, whose scores would move.
    /// </summary>
    private bool HasMean => !IsOneClass && (options.InitialModel is { } initial ? InitialFactors.AreFolded(initial) : !options.NonNegative);

    private bool IsOneClass => options.Loss == MatrixFactorizationLoss.OneClass;

    /// <summary>Whether the native model gets the two factors that hold mean and biases.</summary>
    internal bool Folds => HasMean || options.HasBiases;

    /// <summary>Cuts the ratings into example shards.</summary>
    internal RatingShards Cut(RatingData data)
    {
        long count = data.Ratings.Sum(chunk => (long)chunk.Length);
        RatingShape shape = FactorizationShape.For(
            count, columns.UserCount, columns.ItemCount, options.Rank, WorkersFor(count), options.ClocksPerEpoch, Seed);
        return RatingShards.Build(data.Ratings, shape with { Center = HasMean }, options.WorkersOrDefault, options.CancellationToken);
    }

    private int WorkersFor(long ratings) => options.Workers ?? FactorizationShape.WorkersFor(ratings, options.WorkersOrDefault);

    /// <summary>Trains.</summary>
    /// <param name="ratings">What on.</param>
    /// <param name="validation">What to measure on; may be empty.</param>
    /// <param name="reading">What reading took.</param>
    /// <param name="fit">Which fit of the trainer this is, from 0.</param>
    /// <param name="onEpoch">Told after each epoch, on a worker's thread.</param>
    internal async Task<(FactorModel Model, TrainingReport Report)> RunAsync(
        RatingShards ratings, IReadOnlyList<ReadOnlyMemory<Rating>> validation, TimeSpan reading, int fit, Action<TrainingProgress> onEpoch)
    {
        FactorStart? start = options.InitialModel is { } initial ? InitialFactors.Unfold(initial, columns, ratings.Mean) : null;
        var task = new MatrixFactorizationTask
        {
            Ratings = ratings,
            Settings = Settings(ratings.Deviation),
            Seed = Seed,
            Workers = WorkersFor(ratings.Count),
            Validation = validation,
            Start = start,
        };
        var settings = new TrainingSettings
        {
            Job = options,
            Workers = WorkersFor(ratings.Count),
            Fit = fit,
            EarlyStopAfterEpochs = options.EarlyStopAfterEpochs,
            Reading = reading,
            OnEpoch = onEpoch,
        };
        MatrixFactorizationResult result = await MatrixFactorization.TrainAsync(task, settings).ConfigureAwait(false);
        return (TrainedFactors.ToModel(result, columns, start, Folds), result.Report);
    }

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
