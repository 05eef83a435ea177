using ParameterStore;

namespace Distributed.Learning;

/// <summary>One worker of dual ascent.</summary>
internal sealed class DualWorker<TLoss>(DualLearner<TLoss> learner, DualTables tables) : ILearnerWorker
    where TLoss : struct, IDualLoss<TLoss>
{
    /// <summary>A fraction of a millisecond's work for rows of a few dozen features.</summary>
    private const int ExamplesBetweenLooks = 1024;

    // In float64: what a single example adds may be lost beside the sum of millions in float32.
    private readonly double[] _local = new double[learner.Problem.Sums];
    private readonly RowSet _all = RowSet.Of(TableRows.All(tables.Sums, learner.Problem.Sums));
    private int[] _order = [];
    private (int Shard, int Epoch) _orderOf = (-1, -1);
    private float[] _before = [];

    public RowSet RowsOf(ReadOnlyMemory<BlockId> blocks) => _all;

    public BlockLoss Run(BlockId block, WorkerSession session)
    {
        LinearShards examples = learner.Problem.Examples;
        int count = examples.CountOf(block.Shard);
        Draw(block, count);
        int from = (int)((long)count * block.Index / learner.BlocksPerEpoch), to = (int)((long)count * (block.Index + 1) / learner.BlocksPerEpoch);
        ReadOnlySpan<int> order = _order.AsSpan(from, to - from);
        RowView duals = session.Open(tables.Duals);
        Span<float> sums = session.Open(tables.Sums).Values;
        for (int j = 0; j < sums.Length; j++)
            _local[j] = sums[j];
        double penalty = learner.PenaltyShare * learner.Problem.Penalty(_local);
        if (learner.Combination.Share < 1)
            Keep(order, duals);
        BlockLoss loss = Steps(order, from, count, duals, _local, session);
        if (learner.Combination.Share < 1)
            TakeShare(order, duals);
        double factor = learner.Combination.SumsFactor;
        for (int j = 0; j < sums.Length; j++)
            sums[j] = (float)(sums[j] + (factor * (_local[j] - sums[j])));
        return loss with { Sum = loss.Sum + penalty };
    }

    private BlockLoss Steps(ReadOnlySpan<int> order, int first, int count, RowView duals, Span<double> sums, WorkerSession session)
    {
        var loss = default(BlockLoss);
        for (int at = 0; at < order.Length && !session.IsAborted; at += ExamplesBetweenLooks)
        {
            ReadOnlySpan<int> next = order.Slice(at, Math.Min(ExamplesBetweenLooks, order.Length - at));
            loss += learner.Pass.Run(learner.Loss, next, first + at, count, duals, sums);
        }

        return loss;
    }

    private void Draw(BlockId block, int count)
    {
        if (_orderOf == (block.Shard, block.Epoch))
            return;
        _orderOf = (block.Shard, block.Epoch);
        if (_order.Length < count)
            _order = new int[count];
        learner.Order.Fill(_order.AsSpan(0, count), learner.Problem.Examples.Firsts[block.Shard], block.Shard, block.Epoch);
    }

    private void Keep(ReadOnlySpan<int> order, RowView duals)
    {
        if (_before.Length < order.Length)
            _before = new float[order.Length];
        for (int i = 0; i < order.Length; i++)
            _before[i] = duals[order[i]][DualTables.Alpha];
    }

    private void TakeShare(ReadOnlySpan<int> order, RowView duals)
    {
        for (int i = 0; i < order.Length; i++)
        {
            // What the epoch has of the mean began as α was before, too.
            foreach (ref float value in duals[order[i]][..DualTables.Rest])
                value = _before[i] + (learner.Combination.Share * (value - _before[i]));
        }
    }
}
