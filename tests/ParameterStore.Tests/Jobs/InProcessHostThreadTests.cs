namespace ParameterStore.Tests;

public class InProcessHostThreadTests
{
    [Theory]
    [InlineData("bsp", 4, 0)]
    [InlineData("ssp:0", 4, 0)]
    [InlineData("ssp:1", 4, 1)]
    [InlineData("ssp:3", 4, 3)]
    [InlineData("asp", 4, int.MaxValue)]
    [InlineData("elasticbsp:3", 4, int.MaxValue)]
    [InlineData("dssp:1,2", 4, 3)]
    [InlineData("essp:2", 4, 2)]
    [InlineData("bsp", 1, 0)]
    [InlineData("bsp", 9, 0)]
    public async Task Every_block_is_done_exactly_once_within_the_bound(string policy, int workers, int staleness)
    {
        await using CountingJob job = await CountingJob.OpenAsync(policy, workers);

        await CountingJob.EndAsync(job.Start());

        (await job.CountsAsync()).Should().OnlyContain(count => count == 3);
        JobStatistics statistics = job.Host.Statistics;
        statistics.Should().BeEquivalentTo(new { BlocksCommitted = 72, BlocksDiscarded = 0, BlocksSkipped = 0, Stopped = StopReason.Completed });
        if (staleness < statistics.StalenessHistogram.Count)
            statistics.StalenessHistogram.Skip(staleness + 1).Should().OnlyContain(count => count == 0);
        job.Host.EpochsDone.Should().Be(3);
    }

    [Fact]
    public async Task Under_bsp_every_run_gives_the_same_bits_however_the_threads_are_scheduled()
    {
        var hashes = new List<ulong>();
        for (int run = 0; run < 8; run++)
        {
            await using CountingJob job = await CountingJob.OpenAsync("bsp", 4, epochs: 10);
            int yields = run;
            await CountingJob.EndAsync(job.Start(session => YieldAsync((session.Worker.Seat + session.Clock) * yields % 5)));
            hashes.Add(await job.HashAsync());
        }

        hashes.Distinct().Should().ContainSingle();
    }

    // Lets other threads go first, a different number of times in every run.
    private static async ValueTask YieldAsync(int times)
    {
        for (int i = 0; i < times; i++)
            await Task.Yield();
    }

    [Theory]
    [InlineData("bsp")]
    [InlineData("ssp:0")]
    [InlineData("ssp:3")]
    [InlineData("asp")]
    [InlineData("elasticbsp:3")]
    [InlineData("dssp:1,2")]
    [InlineData("essp:2")]
    public async Task A_worker_that_throws_hangs_nobody(string policy)
    {
        await using CountingJob job = await CountingJob.OpenAsync(policy, 4);
        Task[] workers = job.Start(session => session is { Worker.Seat: 2, Clock: 3 } ? throw new InvalidDataException("row 7 is odd") : default);

        await FluentActions.Awaiting(() => CountingJob.EndAsync(workers)).Should().ThrowAsync<Exception>();

        workers.Select(w => w.Exception?.InnerException?.GetType()).OrderBy(t => t?.Name).Should().Equal(
            typeof(InvalidDataException), typeof(JobFailedException), typeof(JobFailedException), typeof(JobFailedException));
    }

    [Theory]
    [InlineData("bsp")]
    [InlineData("ssp:1")]
    [InlineData("asp")]
    [InlineData("elasticbsp:3")]
    [InlineData("dssp:1,2")]
    [InlineData("essp:2")]
    public async Task When_workers_die_the_others_do_their_blocks_exactly_once(string policy)
    {
        await using CountingJob job = await CountingJob.OpenAsync(policy, 4);
        Task[] workers = job.Start(session =>
            session is { Worker.Seat: 1, Clock: 2 } or { Worker.Seat: 3, Clock: 5 } ? throw new CountingJob.DeathException() : default);

        await CountingJob.EndAsync(workers);

        (await job.CountsAsync()).Should().OnlyContain(count => count == 3);
        job.Host.Statistics.BlocksCommitted.Should().Be(72);
    }

    [Theory]
    [InlineData("bsp")]
    [InlineData("ssp:1")]
    [InlineData("asp")]
    [InlineData("elasticbsp:3")]
    [InlineData("dssp:1,2")]
    [InlineData("essp:2")]
    public async Task A_joiner_in_the_middle_leaves_every_block_done_exactly_once(string policy)
    {
        await using CountingJob job = await CountingJob.OpenAsync(policy, 2);
        Task? joiner = null;
        Task[] workers = job.Start(session =>
        {
            if (session is { Worker.Seat: 0, Clock: 1 })
                joiner = job.StartOne();
            return default;
        });

        await CountingJob.EndAsync(workers);
        await CountingJob.EndAsync(joiner!);

        (await job.CountsAsync()).Should().OnlyContain(count => count == 3);
    }

    [Theory]
    [InlineData("bsp")]
    [InlineData("ssp:3")]
    public async Task A_stop_gives_everybody_the_same_version(string policy)
    {
        await using CountingJob job = await CountingJob.OpenAsync(policy, 4, epochs: 1000);
        var sessions = new WorkerSession[4];
        Task[] workers = job.Start(session =>
        {
            sessions[session.Worker.Seat] = session;
            if (session is { Worker.Seat: 0, Clock: 10 })
                job.Host.RequestStop(StopReason.EarlyStop);
            return default;
        });

        await CountingJob.EndAsync(workers);

        sessions.Select(s => s.StoppedAt).Distinct().Should().ContainSingle().Which.Should().NotBeNull();
        job.Host.Statistics.Stopped.Should().Be(StopReason.EarlyStop);
    }

    [Fact]
    public async Task Where_one_worker_stops_a_bsp_job_is_the_same_in_every_run()
    {
        var hashes = new List<ulong>();
        for (int run = 0; run < 5; run++)
        {
            await using CountingJob job = await CountingJob.OpenAsync("bsp", 4, epochs: 10);
            await CountingJob.EndAsync(job.Start(session =>
            {
                if (session is { Worker.Seat: 0, Clock: 7 })
                    job.Host.RequestStop(StopReason.EarlyStop);
                return default;
            }));
            hashes.Add(await job.HashAsync());
        }

        hashes.Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task Cancelling_the_workers_ends_them_all()
    {
        await using CountingJob job = await CountingJob.OpenAsync("bsp", 3, epochs: 100_000);
        using var cancel = new CancellationTokenSource();
        Task[] workers = job.Start(
            async session =>
            {
                if (session is { Worker.Seat: 1, Clock: 20 })
                    await cancel.CancelAsync();
            },
            cancel.Token);

        await FluentActions.Awaiting(() => CountingJob.EndAsync(workers)).Should().ThrowAsync<OperationCanceledException>();

        workers.Should().OnlyContain(w => w.IsCanceled);
        job.Host.Statistics.Seats.Should().OnlyContain(s => !s.IsActive);
    }
}
