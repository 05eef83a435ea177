using ParameterStore;

namespace Distributed.Learning;

/// <summary>
/// One-class factorization as a job sees it: alternating least squares. An epoch is two blocks an example shard: first its users' rows are
/// solved from the items, then its part of the items from the users. Both axes are shared tables, since each is read by everybody; every row
/// has one writer all the same, so that the sums of what is pushed are the new rows. Nothing here depends on how rows are spread over workers:
/// under bulk synchronous parallel any number of them does the same.
/// </summary>
internal sealed class OneClassLearner : ILearner
{
    internal const int UserPhase = 0, ItemPhase = 1, Phases = 2;

    private readonly MatrixFactorizationTask _task;

    internal OneClassLearner(MatrixFactorizationTask task, OneClass loss)
    {
        task.Settings.Validate();
        _task = task;
        Loss = loss;
        ByUser = Incidence.ByUser(task.Ratings);
        ByItem = ByUser.Transpose(task.Ratings.Items);
        FirstItems = ByItem.Cut(task.Ratings.Shards);
        Tables = MatrixFactorizationTables.OneClassSpecs(task.Ratings, task.Settings, task.Seed, task.Start);
    }

    public string Name => "one-class-matrix-factorization";

    public IReadOnlyList<TableSpec> Tables { get; }

    public int Shards => _task.Ratings.Shards;

    public int Epochs => _task.Settings.Epochs;

    public int BlocksPerEpoch => Phases;

    public bool HasValidation => _task.Validation.Any(chunk => !chunk.IsEmpty);

    public string Options => _task.Describe();

    internal MatrixFactorizationSettings Settings => _task.Settings;

    internal OneClass Loss { get; }

    /// <summary>Of every user row the items.</summary>
    internal Incidence ByUser { get; }

    /// <summary>Of every item row the users.</summary>
    internal Incidence ByItem { get; }

    internal RowRange UsersOf(int shard) => _task.Ratings.UserRowsOf(shard);

    internal RowRange ItemsOf(int shard) => new(FirstItems[shard], FirstItems[shard + 1]);

    private int[] FirstItems { get; }

    public ulong HashData() => DataHash.Combine([_task.Ratings.Hash(), DataHash.OfSet(_task.Validation)]);

    public ILearnerWorker CreateWorker(IReadOnlyList<TableId> tables) => new OneClassWorker(this, new FactorTables(tables));

    /// <summary>The weighted squared errors of all pairs, for each pair observed; its root.</summary>
    public double LossOf(BlockLoss epoch) => Math.Sqrt(epoch.Sum / epoch.Examples);

    public double Measure(Replica parameters, IReadOnlyList<TableId> tables)
    {
        FactorRows rows = new FactorTables(tables).Open(parameters);
        var loss = default(SquaredLoss);
        foreach (ReadOnlyMemory<Rating> chunk in _task.Validation)
            loss += MatrixFactorizationEvaluation.Evaluate(chunk.Span, _task.Ratings, rows, _task.Settings);
        return loss.RootMean;
    }
}
