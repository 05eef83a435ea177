using ParameterStore;

namespace Distributed.Learning;

/// <summary>One worker of a factorization.</summary>
internal sealed class MatrixFactorizationWorker(MatrixFactorizationLearner learner, FactorTables tables) : ILearnerWorker
{
    /// <summary>A fraction of a millisecond's work: an attempt that is to be given up costs no more than that.</summary>
    private const int RatingsBetweenLooks = 4_096;

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
        FactorRows rows = tables.Open(session);
        var loss = default(SquaredLoss);
        for (int run = 0; run < ratings.Runs && !session.IsAborted;)
        {
            RatingBlock piece = ratings.Slice(run, RunsOfPiece(ratings.Starts[run..]));
            loss += MatrixFactorizationKernel.Update(piece, rows, pass);
            run += piece.Runs;
        }

        return new(loss.Sum, loss.Count);
    }

    private static int RunsOfPiece(ReadOnlySpan<int> starts)
    {
        int runs = 1;
        while (runs < starts.Length - 1 && starts[runs] - starts[0] < RatingsBetweenLooks)
            runs++;
        return runs;
    }

    private RowSet Rows()
    {
        RowRange[] ranges = [.. _needed.Select(learner.Ratings.ItemRowsOf)];
        return RowSet.Of(TableRows.OfRanges(tables.ItemFactors, ranges), TableRows.OfRanges(tables.ItemState, ranges));
    }
}
