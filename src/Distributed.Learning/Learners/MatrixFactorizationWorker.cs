using ParameterStore;

namespace Distributed.Learning;

/// <summary>One worker of a factorization.</summary>
internal sealed class MatrixFactorizationWorker(MatrixFactorizationLearner learner, FactorTables tables) : ILearnerWorker
{
    private readonly RowSet?[] _ofOneBlock = new RowSet?[learner.Ratings.Blocks];
    private readonly SortedSet<int> _needed = [];

    public RowSet RowsOf(ReadOnlyMemory<BlockId> blocks)
    {
        _needed.Clear();
        foreach (BlockId block in blocks.Span)
            _needed.Add(learner.Rotation.BlockAt(block.Shard, block.Index));
        return _needed.Count == 1 ? _ofOneBlock[_needed.Min] ??= Rows() : Rows();
    }

    public BlockLoss Run(BlockId block, WorkerSession session)
    {
        RatingBlock ratings = learner.Ratings.Block(block.Shard, learner.Rotation.BlockAt(block.Shard, block.Index));
        var pass = FactorPass.At(block, learner.BlocksPerEpoch, learner.Settings, learner.Ratings.Deviation, session.StepScale);
        SquaredLoss loss = MatrixFactorizationKernel.Update(ratings, tables.Open(session), pass);
        return new(loss.Sum, loss.Count);
    }

    private RowSet Rows()
    {
        RowRange[] ranges = [.. _needed.Select(learner.Ratings.ItemRowsOf)];
        return RowSet.Of(TableRows.OfRanges(tables.ItemFactors, ranges), TableRows.OfRanges(tables.ItemState, ranges));
    }
}
