namespace ParameterStore.Tests;

public class StopDuringPullTests
{
    [Fact]
    public async Task A_stop_between_grant_and_pull_ends_the_job_at_its_version_also_under_bsp()
    {
        var manifest = new JobManifest("job", 0, 2, 3, 1, 2, SyncPolicy.BulkSynchronous, "");
        await using IJobHost host = await JobPlacement.InProcess.OpenAsync(manifest, TimeProvider.System, CancellationToken.None);
        TableId table = await host.Store.CreateTableAsync(new("t", 2, 1), CancellationToken.None);
        RowSet rows = RowSet.Of(TableRows.All(table, 2));
        var first = new WorkerSession(host, await host.JoinAsync(CancellationToken.None));
        var second = new WorkerSession(host, await host.JoinAsync(CancellationToken.None));

        Task<bool> waiting = second.BeginClockAsync(_ => rows, CancellationToken.None).AsTask();
        bool goesOn = await first.BeginClockAsync(
            _ =>
            {
                // Granted, not pulled: now the other pushes, and the stop discards that push, which moves the store on.
                waiting.GetAwaiter().GetResult().Should().BeTrue();
                second.Increment(table, 0, 0, 1);
                second.ClockAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
                host.RequestStop(StopReason.Cancelled);
                return rows;
            },
            CancellationToken.None);

        goesOn.Should().BeFalse();
        first.StoppedAt.Should().NotBeNull();
        (await second.BeginClockAsync(_ => rows, CancellationToken.None)).Should().BeFalse();
        second.StoppedAt.Should().Be(first.StoppedAt);
        host.Statistics.Should().BeEquivalentTo(new { Stopped = StopReason.Cancelled, BlocksDiscarded = 1, BlocksCommitted = 0 });
    }
}
