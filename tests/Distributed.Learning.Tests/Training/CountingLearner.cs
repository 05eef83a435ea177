using ParameterStore;

namespace Distributed.Learning.Tests;

/// <summary>
/// A learner whose result can be computed by hand: every block adds 1 to row (block index) of a shared table, in the column of its shard, and
/// writes how often the shard's owned row was visited.
/// </summary>
internal sealed class CountingLearner(int shards, int blocks, int epochs) : ILearner
{
    internal Func<int, double>? ValidationLoss { get; init; }

    internal Action<BlockId>? BeforeBlock { get; init; }

    public string Name => "counting";

    public IReadOnlyList<TableSpec> Tables { get; } =
    [
        new("shared", blocks, shards),
        new("owned", shards, 1) { Sharing = Sharing.OwnedBy([.. Enumerable.Range(0, shards + 1)], OwnedDurability.EveryClocks(blocks)) },
    ];

    public int Shards => shards;

    public int Epochs => epochs;

    public int BlocksPerEpoch => blocks;

    public string Options => "none";

    public bool HasValidation => ValidationLoss is not null;

    internal int Measured { get; private set; }

    public ulong HashData() => 1;

    public ILearnerWorker CreateWorker(IReadOnlyList<TableId> tables) => new Worker(this, tables);

    public double LossOf(BlockLoss epoch) => epoch.Sum / epoch.Examples;

    public double Measure(Replica parameters, IReadOnlyList<TableId> tables) => ValidationLoss!(++Measured);

    private sealed class Worker(CountingLearner learner, IReadOnlyList<TableId> tables) : ILearnerWorker
    {
        public RowSet RowsOf(ReadOnlyMemory<BlockId> blocks) =>
            RowSet.Of(TableRows.OfRows(tables[0], [.. blocks.ToArray().Select(b => b.Index)]));

        public BlockLoss Run(BlockId block, WorkerSession session)
        {
            learner.BeforeBlock?.Invoke(block);
            session.Open(tables[0])[block.Index][block.Shard] += 1;
            session.Open(tables[1])[block.Shard][0] += 1;
            return new(block.Epoch + 1, 1);
        }
    }
}
