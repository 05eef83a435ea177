namespace ParameterStore.Tests;

/// <summary>K-of-n on real threads: weights, discards while running, skipped blocks, workers that go on before their push is decided on.</summary>
public class KOfNThreadTests
{
    // Late pushes weigh as much as fresh ones, so that counts are whole.
    private const string Cache = "kofn:2/4,cache,1,1,1,1,1,1,1,1,1";

    [Theory]
    [InlineData("kofn:4/4", 0)]
    [InlineData("kofn:2/4,drop", 0)]
    [InlineData("kofn:1/4,drop", 1)]
    [InlineData(Cache, 0)]
    [InlineData(Cache, 1)]
    [InlineData("kofn:0.5,abortlate", 0)]
    [InlineData("kofn:1/4,abortlate", 1)]
    public async Task Every_block_has_one_end_and_what_is_committed_is_in_the_model_once(string policy, int slow)
    {
        await using CountingJob job = await CountingJob.OpenAsync(policy, 4, epochs: 10);

        await CountingJob.EndAsync(job.Start(session => YieldAsync(session.Worker.Seat < slow ? 50 : 0)));

        await CheckAsync(job, 240);
        job.Host.Statistics.BlocksSkipped.Should().BeLessThanOrEqualTo(policy.EndsWith("abortlate", StringComparison.Ordinal) ? 240 : 0);
    }

    [Theory]
    [InlineData("kofn:3/4,drop")]
    [InlineData(Cache)]
    [InlineData("kofn:3/4,abortlate")]
    public async Task When_workers_die_nobody_waits_for_them(string policy)
    {
        await using CountingJob job = await CountingJob.OpenAsync(policy, 4);
        Task[] workers = job.Start(session =>
            session is { Worker.Seat: 1, Clock: >= 2 } or { Worker.Seat: 3, Clock: >= 4 } ? throw new CountingJob.DeathException() : default);

        await CountingJob.EndAsync(workers);

        await CheckAsync(job, 72);
    }

    [Theory]
    [InlineData("kofn:1/2,drop")]
    [InlineData(Cache)]
    [InlineData("kofn:1/2,abortlate")]
    public async Task A_joiner_in_the_middle_leaves_every_block_with_one_end(string policy)
    {
        await using CountingJob job = await CountingJob.OpenAsync(policy, 2);
        Task? joiner = null;
        Task[] workers = job.Start(session =>
        {
            if (session.Worker.Seat == 0)
                joiner ??= job.StartOne();
            return default;
        });

        await CountingJob.EndAsync(workers);
        await CountingJob.EndAsync(joiner!);

        await CheckAsync(job, 72);
    }

    [Theory]
    [InlineData("kofn:2/4,drop")]
    [InlineData(Cache)]
    [InlineData("kofn:2/4,abortlate")]
    public async Task A_stop_gives_everybody_the_same_version(string policy)
    {
        await using CountingJob job = await CountingJob.OpenAsync(policy, 4, epochs: 1000);
        var sessions = new WorkerSession[4];
        Task[] workers = job.Start(session =>
        {
            sessions[session.Worker.Seat] = session;
            if (session.Clock == 10)
                job.Host.RequestStop(StopReason.EarlyStop);
            return default;
        });

        await CountingJob.EndAsync(workers);

        sessions.Where(s => s is not null).Select(s => s.StoppedAt).Distinct().Should().ContainSingle().Which.Should().NotBeNull();
        (await job.OwnedAsync()).Sum().Should().Be((await job.CountsAsync()).Sum());
    }

    // Every block adds one to its cell and to its shard's row, which are committed or not together, and one to the losses.
    private static async Task CheckAsync(CountingJob job, int blocks)
    {
        JobStatistics counts = job.Host.Statistics;
        float[] cells = await job.CountsAsync();
        int perShard = cells.Length / job.Host.Manifest.Shards;
        counts.Stopped.Should().Be(StopReason.Completed);
        (counts.BlocksCommitted + counts.BlocksDiscarded + counts.BlocksSkipped).Should().Be(blocks);
        cells.Sum().Should().Be(counts.BlocksCommitted);
        (await job.OwnedAsync()).Should().Equal(cells.Chunk(perShard).Select(shard => shard.Sum()), "what is discarded leaves no trace in owned rows, and what is committed is in them");
        job.Host.EpochsDone.Should().Be(job.Host.Manifest.Epochs);
        Enumerable.Range(0, job.Host.EpochsDone).Sum(epoch => job.Host.LossOf(epoch).Examples).Should().Be(counts.BlocksCommitted, "the losses are those of what is committed");
    }

    private static async ValueTask YieldAsync(int times)
    {
        for (int i = 0; i < times; i++)
            await Task.Yield();
    }
}
