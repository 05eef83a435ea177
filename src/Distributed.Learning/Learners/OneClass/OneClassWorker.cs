using ParameterStore;

namespace Distributed.Learning;

/// <summary>One worker of a one-class factorization.</summary>
internal sealed class OneClassWorker(OneClassLearner learner, FactorTables tables) : ILearnerWorker
{
    private readonly IOneClassSolver _solver = OneClassSolvers.Create(learner.Settings, learner.Loss);
    private readonly RowSet _all = RowSet.Of(
        TableRows.All(tables.ItemFactors, learner.ByItem.Rows), TableRows.All(tables.UserFactors, learner.ByUser.Rows));

    private (long Version, int Phase) _prepared = (-1, -1);

    public RowSet RowsOf(ReadOnlyMemory<BlockId> blocks) => _all;

    public BlockLoss Run(BlockId block, WorkerSession session)
    {
        Span<float> users = session.Open(tables.UserFactors).Values, items = session.Open(tables.ItemFactors).Values;
        return block.Index == OneClassLearner.UserPhase
            ? Solve(block, session.Version.Index, learner.ByUser, learner.UsersOf(block.Shard), users, items)
            : Solve(block, session.Version.Index, learner.ByItem, learner.ItemsOf(block.Shard), items, users);
    }

    private BlockLoss Solve(BlockId block, long version, Incidence observed, RowRange rows, Span<float> mine, ReadOnlySpan<float> others)
    {
        // The blocks of a clock see the same rows of the other axis, unless one of the clock's blocks writes to them.
        if (_prepared != (version, block.Index))
            _solver.Prepare(others);
        _prepared = (version, block.Index);
        int columns = FactorLayout.Columns(learner.Settings.Rank);
        var loss = default(BlockLoss);
        for (int row = rows.Start; row < rows.End; row++)
            loss += new BlockLoss(_solver.Solve(mine.Slice(row * columns, columns), observed.Of(row), others), observed.Of(row).Length);
        return loss;
    }
}
