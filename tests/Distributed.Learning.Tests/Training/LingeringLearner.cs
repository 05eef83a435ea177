using ParameterStore;

namespace Distributed.Learning.Tests;

/// <summary>
/// Another learner, of whose workers one in turn stands still at the end of its clock, with its changes made, until another pushed, and then lets time pass:
/// so its timer rings, and it is aborted, however fast or busy the machine is.
/// </summary>
internal sealed class LingeringLearner(ILearner inner) : ILearner
{
    private const int WaitsMax = 5, FirstWaitsMax = 50;

    // The others may be waiting for it at the gate, or be done.
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(20);

    private readonly object _lock = new();

    internal FakeTimeProvider Time { get; } = new();

    public string Name => inner.Name;

    public IReadOnlyList<TableSpec> Tables => inner.Tables;

    public int Shards => inner.Shards;

    public int Epochs => inner.Epochs;

    public int BlocksPerEpoch => inner.BlocksPerEpoch;

    public string Options => inner.Options;

    public bool HasValidation => inner.HasValidation;

    public ulong HashData() => inner.HashData();

    public ILearnerWorker CreateWorker(IReadOnlyList<TableId> tables) => new Worker(this, inner.CreateWorker(tables));

    public double LossOf(BlockLoss epoch) => inner.LossOf(epoch);

    public double Measure(Replica parameters, IReadOnlyList<TableId> tables) => inner.Measure(parameters, tables);

    private void StandStill(IJobHost host)
    {
        // Until there was one abort nothing is spared: a busy machine may leave the others without a processor.
        int max = host.Statistics.Aborts == 0 ? FirstWaitsMax : WaitsMax;
        long before = host.Statistics.BlocksCommitted;
        lock (_lock)
            for (int waits = 0; waits < max && host.Statistics.BlocksCommitted == before; waits++)
                Monitor.Wait(_lock, _patience);
        if (host.Statistics.BlocksCommitted > before)
            Time.Advance(TimeSpan.FromMilliseconds(1));
    }

    private void SayThatOneGoesOn()
    {
        lock (_lock)
            Monitor.PulseAll(_lock);
    }

    private sealed class Worker(LingeringLearner learner, ILearnerWorker inner) : ILearnerWorker
    {
        private int _stoodIn = -1;

        public RowSet RowsOf(ReadOnlyMemory<BlockId> blocks) => inner.RowsOf(blocks);

        public BlockLoss Run(BlockId block, WorkerSession session)
        {
            learner.SayThatOneGoesOn();
            BlockLoss loss = inner.Run(block, session);
            bool isItsTurn = session.Clock % session.Host.Manifest.Workers == session.Worker.Seat && session.Clock != _stoodIn;
            if (isItsTurn && block == session.Blocks[^1])
            {
                _stoodIn = session.Clock;
                learner.StandStill(session.Host);
            }

            return loss;
        }
    }
}
