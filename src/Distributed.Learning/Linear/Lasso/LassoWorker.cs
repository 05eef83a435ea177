using ParameterStore;

namespace Distributed.Learning;

/// <summary>One worker of a lasso.</summary>
internal sealed class LassoWorker(LassoLearner learner, LassoTables tables) : ILearnerWorker
{
    private const int FeaturesBetweenLooks = 64;

    // In float64: what a single step takes off may be lost beside a residual in float32.
    private readonly double[] _local = new double[learner.Problem.Columns.Rows];
    private readonly RowSet _all = RowSet.Of(TableRows.All(tables.Residuals, learner.Problem.Columns.Rows));
    private int[] _order = [];
    private (int Shard, int Epoch) _orderOf = (-1, -1);

    public RowSet RowsOf(ReadOnlyMemory<BlockId> blocks) => _all;

    public BlockLoss Run(BlockId block, WorkerSession session)
    {
        ReadOnlySpan<int> order = OrderOf(block);
        RowView weights = session.Open(tables.Weights);
        Span<float> residuals = session.Open(tables.Residuals).Values;
        LassoProblem problem = learner.Problem;
        double along = problem.AlongRoots(residuals), localAlong = along, penalty = PenaltyOf(block.Shard, weights);
        var slopes = default(LassoSlopes);
        for (int i = 0; i < residuals.Length; i++)
            _local[i] = residuals[i];
        for (int at = 0; at < order.Length && !session.IsAborted; at += FeaturesBetweenLooks)
            learner.Pass.Run(order[at..Math.Min(order.Length, at + FeaturesBetweenLooks)], weights, _local, ref localAlong, ref slopes);
        BlockLoss loss = LossOf(residuals, along, slopes, penalty, order.Length);
        for (int i = 0; i < residuals.Length; i++)
            residuals[i] = (float)(residuals[i] + ((_local[i] - residuals[i]) / learner.Pass.Safety));
        return loss;
    }

    private ReadOnlySpan<int> OrderOf(BlockId block)
    {
        int first = learner.Problem.Columns.Firsts[block.Shard], count = learner.Problem.Columns.Firsts[block.Shard + 1] - first;
        if (_orderOf != (block.Shard, block.Epoch))
        {
            _orderOf = (block.Shard, block.Epoch);
            _order = [.. Enumerable.Range(first, count)];
            Mix.Shuffle<int>(_order, Mix.Hash(learner.OrderSeed, ((ulong)block.Epoch << 32) | (uint)block.Shard));
        }

        int from = (int)((long)count * block.Index / learner.BlocksPerEpoch), to = (int)((long)count * (block.Index + 1) / learner.BlocksPerEpoch);
        return _order.AsSpan(from, to - from);
    }

    private double PenaltyOf(int shard, RowView weights)
    {
        double penalty = 0;
        for (int j = learner.Problem.Columns.Firsts[shard]; j < learner.Problem.Columns.Firsts[shard + 1]; j++)
            penalty += learner.Problem.Penalty(weights[j][0]);
        return penalty;
    }

    /// <summary>
    /// The shard's part of C · P at the residuals that were pulled, and of C times the gap there, were its slopes all that there are: the residuals, scaled
    /// until its largest slope is λ1, are the dual's point.
    /// </summary>
    private BlockLoss LossOf(ReadOnlySpan<float> residuals, double along, in LassoSlopes slopes, double penalty, int features)
    {
        LassoProblem problem = learner.Problem;
        double squares = 0, withLabels = 0, labelsAlong = 0, total = problem.TotalWeight;
        for (int i = 0; i < residuals.Length; i++)
        {
            squares += (double)residuals[i] * residuals[i];
            withLabels += (double)residuals[i] * problem.Labels[i];
            labelsAlong += (double)problem.Columns.Roots[i] * problem.Labels[i];
        }

        if (problem.HasBias)
        {
            squares -= along * along / total;
            withLabels -= along * labelsAlong / total;
        }

        double scale = slopes.Scale(problem);
        double dual = (((scale * withLabels) - (0.5 * scale * scale * squares)) / learner.Shards) - (total * learner.BlocksPerEpoch * slopes.Conjugates);
        double primal = (0.5 * squares / learner.Shards) + (total * penalty);
        return new(primal, features, primal - dual);
    }
}
