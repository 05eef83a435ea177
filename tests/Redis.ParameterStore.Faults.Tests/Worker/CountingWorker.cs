using Distributed.Learning;
using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>Does the counting learner's blocks, each taking a while.</summary>
internal sealed class CountingWorker(CountingLearner learner, IReadOnlyList<TableId> tables) : ILearnerWorker
{
    private readonly RowSet _rows = RowSet.Of([.. tables.Take(2).Select((id, i) => TableRows.All(id, learner.Tables[i].Rows))]);

    public RowSet RowsOf(ReadOnlyMemory<BlockId> blocks) => _rows;

    public BlockLoss Run(BlockId block, WorkerSession session)
    {
        if (learner.Plan.PaceMs > 0)
            Task.Delay(TimeSpan.FromMilliseconds(learner.Plan.PaceMs), TimeProvider.System).Wait();
        int cell = CountingLearner.CellOf(learner.Plan, block);
        for (int times = cell == learner.Plan.CountsTwice ? 2 : 1; times > 0; times--)
            Count(block, cell, session);
        learner.Done(block);
        return new(1, 1);
    }

    private void Count(BlockId block, int cell, WorkerSession session)
    {
        session.Open(tables[0]).Values[cell]++;
        CountingLearner.AddSums(cell, session.Open(tables[1]).Values);
        int number = BlockId.NumberOf(block, learner.BlocksPerEpoch);
        CountingLearner.AddOwned(number, session.Open(tables[2]).Values.Slice(block.Shard * CountingLearner.OwnedColumns, CountingLearner.OwnedColumns));
    }
}
