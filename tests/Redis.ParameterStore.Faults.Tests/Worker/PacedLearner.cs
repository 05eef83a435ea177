using Distributed.Learning;
using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>A learner whose blocks take a while and are told of. The planted bug adds to the first table what belongs to nothing.</summary>
internal sealed class PacedLearner(ILearner learner, WorkerPlan plan, Action<BlockId> done) : ILearner
{
    public string Name => learner.Name;

    public IReadOnlyList<TableSpec> Tables => learner.Tables;

    public int Shards => learner.Shards;

    public int Epochs => learner.Epochs;

    public int BlocksPerEpoch => learner.BlocksPerEpoch;

    public string Options => learner.Options;

    public bool HasValidation => learner.HasValidation;

    public ulong HashData() => learner.HashData();

    public ILearnerWorker CreateWorker(IReadOnlyList<TableId> tables) => new Worker(learner.CreateWorker(tables), tables[0], plan, done);

    public double LossOf(BlockLoss epoch) => learner.LossOf(epoch);

    public double Measure(Replica parameters, IReadOnlyList<TableId> tables) => learner.Measure(parameters, tables);

    private sealed class Worker(ILearnerWorker worker, TableId first, WorkerPlan plan, Action<BlockId> done) : ILearnerWorker
    {
        public RowSet RowsOf(ReadOnlyMemory<BlockId> blocks) => worker.RowsOf(blocks);

        public BlockLoss Run(BlockId block, WorkerSession session)
        {
            if (plan.PaceMs > 0)
                Task.Delay(TimeSpan.FromMilliseconds(plan.PaceMs), TimeProvider.System).Wait();
            BlockLoss loss = worker.Run(block, session);
            if (plan.CountsTwice == CountingLearner.CellOf(plan, block))
                session.Open(first).Values[0] += 0.01f;
            done(block);
            return loss;
        }
    }
}
