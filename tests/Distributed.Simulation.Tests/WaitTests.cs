using ParameterStore;

namespace Distributed.Simulation.Tests;

/// <summary>Workers of a job in this process, one of them slowed, on a clock that a test moves: they wait as simulated, to the nanosecond.</summary>
public sealed class WaitTests
{
    private const int Clocks = 40;
    private const ulong Seed = 4;

    private static readonly TimeModel[] _times =
    [
        new() { ClockNs = 10_000_000, Classes = [1, 2], Noise = TimeNoise.None, StartSpread = 0 },
        new() { ClockNs = 10_000_000, Noise = TimeNoise.Trace([[1.2], [1.1, 1, 0.9, 1, 4.3, 2.2]]), StartSpread = 0 },
    ];

    [Theory]
    [InlineData("ssp:0")]
    [InlineData("ssp:1")]
    [InlineData("ssp:3")]
    [InlineData("bsp")]
    [InlineData("asp")]
    [InlineData("dssp:1,2")]
    [InlineData("elasticbsp:3")]
    public void Two_workers_one_of_them_slowed_wait_as_simulated(string policy)
    {
        foreach (TimeModel time in _times)
        {
            EventLog simulated = Simulate(policy, time);
            Waits(RunInThisProcess(policy, time)).Should().Equal(Waits(simulated));
            Waits(simulated).Sum(wait => wait.Waited).Should().BeGreaterThan(policy == "asp" ? -1 : 0);
        }
    }

    [Fact]
    public void Another_staleness_is_noticed() =>
        Waits(RunInThisProcess("ssp:1", _times[1])).Should().NotEqual(Waits(Simulate("ssp:0", _times[1])));

    private static EventLog Simulate(string policy, TimeModel time) => VirtualCluster.Run(new()
    {
        Policy = SyncPolicy.Parse(policy),
        Workload = Workload.Timing(0, 0),
        Workers = 2,
        Seed = Seed,
        Time = time,
        Network = new() { LatencyNs = 0 },
        ClocksPerWorker = Clocks,
        EvaluateEvery = int.MaxValue,
        RecordsLog = true,
    }).Log!;

    private static EventLog RunInThisProcess(string policy, TimeModel time)
    {
        var recorder = new EventLogRecorder(SyncPolicy.Parse(policy));
        new PacedJob(recorder.Policy, time, Seed, Clocks).Run();
        return recorder.Log();
    }

    /// <summary>Of each clock that was released how long its worker had waited, and when.</summary>
    private static IEnumerable<(int Seat, int Clock, long At, long Waited)> Waits(EventLog log)
    {
        var asked = new Dictionary<(int, int), long>();
        var waits = new List<(int Seat, int Clock, long At, long Waited)>();
        foreach (EventLogEntry entry in log.Entries)
        {
            if (entry.Event.Kind == SyncEventKind.Ready)
                asked[(entry.Event.Worker.Seat, entry.Event.Clock)] = entry.Event.Now;
            foreach (AttemptId attempt in entry.Decisions.Where(decision => decision.Kind == SyncDecisionKind.Release).Select(decision => decision.Attempt))
                waits.Add((attempt.Worker.Seat, attempt.Clock, entry.Event.Now, entry.Event.Now - asked[(attempt.Worker.Seat, attempt.Clock)]));
        }

        return waits.Order();
    }
}
