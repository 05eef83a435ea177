using Distributed.Learning;
using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>
/// Work of which the outcome is known beforehand, in whole numbers: every block adds one to a cell of its own, a known vector to rows that all
/// blocks share, and counts itself, in order, in a row that its example shard owns.
/// </summary>
internal sealed class CountingLearner(WorkerPlan plan, Action<BlockId> done) : ILearner
{
    internal const int SumRows = 12, SumColumns = 64, OwnedColumns = 2;
    private const int OwnedModulus = 8191;

    public string Name => "counting";

    public IReadOnlyList<TableSpec> Tables { get; } =
    [
        new("cells", plan.Blocks, 1),
        new("sums", SumRows, SumColumns),
        new("owned", plan.Shards, OwnedColumns) { Sharing = Sharing.OwnedBy([.. Enumerable.Range(0, plan.Shards + 1)], OwnedDurability.EveryCommit) },
    ];

    public int Shards => plan.Shards;

    public int Epochs => plan.Epochs;

    public int BlocksPerEpoch => plan.BlocksPerEpoch;

    public string Options => "counts";

    public bool HasValidation => false;

    public bool CanMeasure => true;

    internal Action<BlockId> Done => done;

    internal WorkerPlan Plan => plan;

    public ulong HashData() => (ulong)plan.Blocks;

    public ILearnerWorker CreateWorker(IReadOnlyList<TableId> tables) => new CountingWorker(this, tables);

    public double LossOf(BlockLoss epoch) => epoch.Sum / epoch.Examples;

    public double Measure(Replica parameters, IReadOnlyList<TableId> tables) => throw new NotSupportedException();

    /// <summary>How many blocks are not in the model yet, and one: falls as the job goes on.</summary>
    public double MeasureSample(Replica parameters, IReadOnlyList<TableId> tables)
    {
        float done = 0;
        foreach (float cell in parameters.Values(tables[0]))
            done += cell;
        return 1 + plan.Blocks - done;
    }

    internal static int CellOf(WorkerPlan plan, BlockId block) =>
        (block.Shard * plan.Epochs * plan.BlocksPerEpoch) + BlockId.NumberOf(block, plan.BlocksPerEpoch);

    internal static void AddSums(int cell, Span<float> sums)
    {
        for (int i = 0; i < sums.Length; i++)
            sums[i] += 1 + ((cell + i) % 5);
    }

    /// <summary>Counts a block of a shard; what comes out tells in which order blocks came.</summary>
    internal static void AddOwned(int number, Span<float> row)
    {
        row[0]++;
        row[1] = ((row[1] * 31) + number + 1) % OwnedModulus;
    }
}
