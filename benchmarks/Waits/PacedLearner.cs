using System.Diagnostics;
using Distributed.Learning;
using Distributed.Simulation;
using ParameterStore;

namespace Benchmarks;

/// <summary>Learns nothing, for as long as a model of clock times says: worker i of the job does example shard i, a block a clock.</summary>
internal sealed class PacedLearner(TimeModel time, ulong seed, int workers, int clocks) : ILearner
{
    // A sleeping thread wakes late; the rest it spins.
    private static readonly TimeSpan _spun = TimeSpan.FromMilliseconds(0.5);

    private readonly Draws _draws = new(seed);

    public string Name => "paced";

    public IReadOnlyList<TableSpec> Tables { get; } = [new("nothing", 1, 1)];

    public int Shards => workers;

    public int Epochs => 1;

    public int BlocksPerEpoch => clocks;

    public string Options => "";

    public bool HasValidation => false;

    public ulong HashData() => 0;

    public ILearnerWorker CreateWorker(IReadOnlyList<TableId> tables) => new Worker(this, RowSet.Of(TableRows.All(tables[0], 1)));

    public double LossOf(BlockLoss epoch) => 0;

    public double Measure(Replica parameters, IReadOnlyList<TableId> tables) => throw new NotSupportedException();

    private sealed class Worker(PacedLearner learner, RowSet rows) : ILearnerWorker
    {
        public RowSet RowsOf(ReadOnlyMemory<BlockId> blocks) => rows;

        public BlockLoss Run(BlockId block, WorkerSession session)
        {
            long began = Stopwatch.GetTimestamp();
            TimeSpan pause = TimeSpan.FromTicks(learner.Time.ComputeNs(learner._draws, new(block.Shard, 0), block.Index) / TimeSpan.NanosecondsPerTick);
            if (pause > _spun)
                Thread.Sleep(pause - _spun);
            while (Stopwatch.GetElapsedTime(began) < pause)
                Thread.SpinWait(20);
            return new(0, 1);
        }
    }

    private TimeModel Time => time;
}
