using ParameterStore;

namespace Distributed.Learning;

/// <summary>Matrix factorization as a job sees it. Users are the owner key: their rows are owned by their example shard; item rows are shared.</summary>
internal sealed class MatrixFactorizationLearner : ILearner
{
    private readonly MatrixFactorizationTask _task;

    internal MatrixFactorizationLearner(MatrixFactorizationTask task)
    {
        task.Settings.Validate();
        _task = task;
        Settings = task.Settings with { Regularization = (float)(task.Settings.Regularization * task.Ratings.SpreadShare) };
        OwnedDurability durability = task.Durability ?? OwnedDurability.EveryClocks(task.Ratings.Blocks);
        Tables = MatrixFactorizationTables.Specs(task.Ratings, task.Settings, task.Seed, durability, task.Start);
        Rotation = new(task.Ratings.Shards, task.Ratings.Blocks, task.Workers);
    }

    internal const string JobName = "matrix-factorization";

    public string Name => JobName;

    public IReadOnlyList<TableSpec> Tables { get; }

    public int Shards => _task.Ratings.Shards;

    public IReadOnlyList<int> HomeShards => _task.Ratings.HomeShards;

    public int Home => _task.Ratings.Home;

    public int Epochs => _task.Settings.Epochs;

    public int BlocksPerEpoch => _task.Ratings.Blocks;

    public bool HasValidation => _task.Validation.Any(chunk => !chunk.IsEmpty);

    public string Options => _task.Describe();

    internal BlockRotation Rotation { get; }

    internal RatingShards Ratings => _task.Ratings;

    /// <summary>
    /// Those of the task, but λ, which weighs against squared errors in units of the standard deviation, made to weigh against them in the
    /// steps' unit: else it would take more off uncentered ratings, the higher their mean.
    /// </summary>
    internal MatrixFactorizationSettings Settings { get; }

    public ulong HashData() => DataHash.Combine([_task.Ratings.Hash(), DataHash.OfSet(_task.Validation)]);

    public ILearnerWorker CreateWorker(IReadOnlyList<TableId> tables) => new MatrixFactorizationWorker(this, new FactorTables(tables));

    public double LossOf(BlockLoss epoch) => Math.Sqrt(epoch.Sum / epoch.Examples);

    public double Measure(Replica parameters, IReadOnlyList<TableId> tables)
    {
        FactorRows rows = new FactorTables(tables).Open(parameters);
        var loss = default(SquaredLoss);
        foreach (ReadOnlyMemory<Rating> chunk in _task.Validation)
            loss += MatrixFactorizationEvaluation.Evaluate(chunk.Span, _task.Ratings, rows, _task.Settings);
        return loss.RootMean;
    }

    public bool CanMeasure => true;

    public double MeasureSample(Replica parameters, IReadOnlyList<TableId> tables) => HasValidation
        ? Measure(parameters, tables)
        : RatingSample.Evaluate(_task.Ratings, new FactorTables(tables).Open(parameters), _task.Settings.Rank).RootMean;
}
