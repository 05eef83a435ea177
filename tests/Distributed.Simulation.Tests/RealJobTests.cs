using ParameterStore;

namespace Distributed.Simulation.Tests;

/// <summary>Jobs on real threads, recorded: what the simulator replays and calibrates on.</summary>
public sealed class RealJobTests
{
    private const int Shards = 6;
    private const int Epochs = 3;
    private const int Blocks = 4;
    private const int Workers = 3;

    // Clocks of microseconds.
    public static TheoryData<string> Policies => KnownPolicies.All(clockMs: 0.05);

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task A_job_on_threads_replays_to_identical_decisions_and_can_be_calibrated_on(string policy)
    {
        var recorder = new EventLogRecorder(SyncPolicy.Parse(policy));
        await RunAsync(recorder.Policy);
        EventLog log = recorder.Log();
        log.Replay(SyncPolicy.Parse(policy).Create()).Should().BeNull();
        var host = new PolicyHost(SyncPolicy.Parse(policy).Create(), new RunRecorder(new()));
        foreach (EventLogEntry entry in log.Entries)
            host.Feed(entry.Event, entry.Event.Now).Should().Equal(entry.Decisions, "the simulator's host decides as threads did");
        log.Entries.Count(entry => entry.Event.Kind == SyncEventKind.Pushed).Should().BeGreaterThanOrEqualTo(Shards * Epochs * Blocks / Shards);
        Calibration fit = Calibration.Of(log);
        fit.Workers.Should().BeInRange(1, Workers);
        VirtualCluster.Run(Small.Options(policy, workers: 2) with { Time = fit.Time, Network = fit.Network, ClocksPerWorker = 5 }).Clocks.Should().Be(10);
    }

    private static async Task RunAsync(SyncPolicy policy)
    {
        var manifest = new JobManifest("recorded", 0, Shards, Epochs, Blocks, Workers, policy, "");
        await using IJobHost host = await JobPlacement.InProcess.OpenAsync(manifest, TimeProvider.System, CancellationToken.None);
        TableId table = await host.Store.CreateTableAsync(new("counts", Shards, Blocks), CancellationToken.None);
        RowSet rows = RowSet.Of(TableRows.All(table, Shards));
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(() => WorkAsync(host, rows)))).WaitAsync(Deadline.Hang);
    }

    private static async Task WorkAsync(IJobHost host, RowSet rows)
    {
        WorkerId worker = await host.JoinAsync(CancellationToken.None);
        var session = new WorkerSession(host, worker);
        while (await session.BeginClockAsync(_ => rows, CancellationToken.None))
            await session.ClockAsync(CancellationToken.None);
        await host.LeaveAsync(worker, LeaveReason.Finished, null, CancellationToken.None);
    }
}
