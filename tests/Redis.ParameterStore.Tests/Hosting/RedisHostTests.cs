using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>Jobs of several processes on a real server.</summary>
[Collection(OneRedisCollection.Name)]
public sealed class RedisHostTests(OneRedis redis)
{
    public static TheoryData<string> Policies => KnownPolicies.All(ToyHost.ClockMs);

    [RedisTheory]
    [MemberData(nameof(Policies))]
    public async Task Every_process_gets_the_same_model_with_every_block_in_it_once(string policy)
    {
        ToyHost[] hosts = await OpenAsync(3, RedisStores.NewName(), SyncPolicy.Parse(policy));
        var reads = new VersionHashes();
        foreach (ToyHost host in hosts)
            host.Reads = reads;
        ToyModel[] models = await Task.WhenAll(hosts.Select(host => host.RunAsync()));
        ToyModel.CheckAll(models);
        reads.Count.Should().BePositive("what was read at equal versions was compared");

        // Each may not have heard yet that others left.
        await Task.WhenAll(hosts.Select(host => host.ReadToTheEndAsync()));
        hosts.Count(host => host.Host.IsLead).Should().Be(1);
        hosts.Should().OnlyContain(host => host.Host.EpochsDone == ToyHost.Epochs && host.Host.LossOf(1).Examples <= ToyHost.Shards * ToyHost.Blocks);
        hosts.Sum(host => host.Host.LossOf(0).Examples + host.Host.LossOf(1).Examples).Should().Be(models.Sum(model => model.Counts.BlocksCommitted));
        await CloseAsync(hosts);
    }

    [RedisFact]
    public async Task Workers_that_do_not_come_are_counted_and_those_that_did_are_named()
    {
        string job = RedisStores.NewName();
        RedisOptions options = ToyHost.Options(3);
        options.GatherTimeout = TimeSpan.FromMilliseconds(400);
        ToyHost[] hosts = [await ToyHost.OpenAsync(redis.Server.ConnectionString, ToyHost.Manifest(job, SyncPolicy.BulkSynchronous), options), await ToyHost.OpenAsync(redis.Server.ConnectionString, ToyHost.Manifest(job, SyncPolicy.BulkSynchronous), options)];
        WorkerId[] workers = await Task.WhenAll(hosts.Select(host => host.Host.JoinAsync(CancellationToken.None).AsTask()));
        await Task.WhenAll(hosts.Select(host => host.ReadToTheEndAsync()));
        JobFailedException[] errors = await Task.WhenAll(hosts.Zip(workers, async (host, worker) =>
            (await host.Host.Awaiting(h => h.ReadyAsync(worker, CancellationToken.None).AsTask()).Should().ThrowAsync<JobFailedException>()).Which));
        errors.Should().Contain(e => e.Message.Contains("for 3 workers", StringComparison.Ordinal) && e.Message.Contains("only 2 have come", StringComparison.Ordinal) && e.Message.Contains("Start 1 more", StringComparison.Ordinal));
        errors.Should().OnlyContain(e => e.Message.Contains(job, StringComparison.Ordinal) && e.Message.Contains(Environment.MachineName, StringComparison.Ordinal));
        await CloseAsync(hosts);
    }

    [RedisFact]
    public async Task A_process_that_differs_is_refused_with_the_difference()
    {
        string job = RedisStores.NewName();
        await using ToyHost first = await ToyHost.OpenAsync(redis.Server.ConnectionString, ToyHost.Manifest(job, SyncPolicy.BulkSynchronous, "rank=8, rate=0.1"), ToyHost.Options(2));
        var other = await FluentActions.Awaiting(() => ToyHost.OpenAsync(redis.Server.ConnectionString, ToyHost.Manifest(job, SyncPolicy.BulkSynchronous, "rank=8, rate=0.2"), ToyHost.Options(2)))
            .Should().ThrowAsync<JobMismatchException>();
        other.Which.Message.Should().Contain("rate is '0.1' there and '0.2' here").And.NotContain("rank").And.Contain(job);
        var policy = await FluentActions.Awaiting(() => ToyHost.OpenAsync(redis.Server.ConnectionString, ToyHost.Manifest(job, SyncPolicy.Asynchronous, "rank=8, rate=0.1"), ToyHost.Options(3)))
            .Should().ThrowAsync<JobMismatchException>();
        policy.Which.Message.Should().Contain("'bsp' there and 'asp' here").And.Contain("(WorkersTotal) are 2 there and 3 here");
    }

    [RedisTheory]
    [MemberData(nameof(Policies))]
    public async Task A_joiner_takes_over_a_part_of_the_work(string policy)
    {
        string job = RedisStores.NewName();
        ToyHost[] hosts = await OpenAsync(2, job, SyncPolicy.Parse(policy));
        var middle = new TaskCompletionSource();
        var joined = new TaskCompletionSource();
        hosts[0].OnClock = async session =>
        {
            if (session.Clock != 3)
                return;
            middle.TrySetResult();
            await joined.Task.WaitAsync(Deadline.Hang, TimeProvider.System);
        };
        Task<ToyModel>[] runs = [.. hosts.Select(host => host.RunAsync())];
        await middle.Task.WaitAsync(Deadline.Hang, TimeProvider.System);
        await using ToyHost late = await ToyHost.OpenAsync(redis.Server.ConnectionString, ToyHost.Manifest(job, SyncPolicy.Parse(policy)), ToyHost.Options(2));
        int clocks = 0;
        late.OnClock = _ =>
        {
            clocks++;
            return Task.CompletedTask;
        };
        Task<ToyModel> run = late.RunAsync();
        await Until.TrueAsync(() => hosts[0].Host.Statistics.Seats.Count == 3, "the joiner has a seat");
        joined.SetResult();
        ToyModel.CheckAll([.. await Task.WhenAll(runs), await run]);
        clocks.Should().BePositive("the joiner worked");
        await CloseAsync(hosts);
    }

    [RedisTheory]
    [InlineData("specsync:60000/0", "redone")]
    [InlineData("kofn:1/2,abortlate", "skipped")]
    public async Task An_attempt_that_the_coordinator_aborts_is_given_up_elsewhere(string policy, string becomes)
    {
        // The processes' clock goes slowly until the push is there that the coordinator is to find when it looks, and then fast until it looks.
        var clock = new FakeTimeProvider();
        var step = TimeSpan.FromMilliseconds(1);
        ToyHost[] hosts = await OpenAsync(2, RedisStores.NewName(), SyncPolicy.Parse(policy), clock);
        var begun = new TaskCompletionSource();
        var aborted = new TaskCompletionSource();
        hosts[0].OnClock = async session =>
        {
            if (aborted.Task.IsCompleted)
                return;
            // That it pulled is told beside its work: a push that overtook this in the log would be none that came while it computed.
            if (becomes == "redone")
                await Until.TrueAsync(() => hosts[0].IsWatched(session), "the coordinator watches the attempt");
            begun.TrySetResult();
            await Until.TrueAsync(() => hosts[0].Version.Index > 0, "the other has pushed");
            step = TimeSpan.FromSeconds(1);
            await Until.TrueAsync(() => session.IsAborted, "the attempt is aborted");
            step = TimeSpan.FromMilliseconds(1);
            aborted.SetResult();
        };

        // The other pushes once while the first computes, and then waits for it.
        hosts[1].OnClock = session => (session.Clock == 0 ? begun : aborted).Task.WaitAsync(Deadline.Hang, TimeProvider.System);
        Task<ToyModel[]> running = Task.WhenAll(hosts.Select(host => host.RunAsync()));
        await Until.TrueAsync(
            () =>
            {
                clock.Advance(step);
                return running.IsCompleted;
            },
            "the job is done");
        ToyModel[] models = await running;
        ToyModel.CheckAll(models);
        models[0].Counts.Aborts.Should().BePositive();
        models[0].Counts.BlocksSkipped.Should().BeGreaterThanOrEqualTo(becomes == "skipped" ? 1 : 0);
        await CloseAsync(hosts);
    }

    [RedisFact]
    public async Task A_process_that_comes_after_the_end_gets_the_model_and_in_the_end_all_keys_go_by_themselves()
    {
        string job = RedisStores.NewName();
        ToyHost[] hosts = await OpenAsync(2, job, SyncPolicy.BulkSynchronous);
        ToyModel[] models = await Task.WhenAll(hosts.Select(host => host.RunAsync()));
        await CloseAsync(hosts);
        await using (ToyHost late = await ToyHost.OpenAsync(redis.Server.ConnectionString, ToyHost.Manifest(job, SyncPolicy.BulkSynchronous), ToyHost.Options(2)))
        {
            late.OnClock = _ => throw new InvalidOperationException("There is no work left.");
            ToyModel.CheckAll([.. models, await late.RunAsync()]);
        }
        using ServerConsole console = redis.Server.Connect();
        string[] keys = [.. ((object?[])console.Send("KEYS", $"mlnet:{{{job}.*")!).Select(k => (string)k!)];
        keys.Should().NotBeEmpty();
        foreach (string key in keys)
            ((long)console.Send("PTTL", key)!).Should().BeInRange(1, (long)TimeSpan.FromMinutes(10).TotalMilliseconds, key);
    }

    [RedisTheory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public async Task A_value_that_is_not_finite_is_refused_at_the_door_with_table_and_row(float value)
    {
        await using ToyHost host = await ToyHost.OpenAsync(redis.Server.ConnectionString, ToyHost.Manifest(RedisStores.NewName(), SyncPolicy.Asynchronous), ToyHost.Options(1));
        host.OnClock = session =>
        {
            session.Open(host.Shared)[2][3] = value;
            return Task.CompletedTask;
        };
        var error = await host.Awaiting(h => h.WorkAsync()).Should().ThrowAsync<InvalidUpdateException>();
        error.Which.Message.Should().Contain("'shared'").And.Contain("row 2").And.Contain("column 3");
        host.Version.Should().Be(StoreVersion.Zero, "nothing was committed");
    }

    private async Task<ToyHost[]> OpenAsync(int processes, string job, SyncPolicy policy, TimeProvider? clock = null) => await Task.WhenAll(
        Enumerable.Range(0, processes).Select(_ => ToyHost.OpenAsync(redis.Server.ConnectionString, ToyHost.Manifest(job, policy), ToyHost.Options(processes), clock: clock)));

    private static async Task CloseAsync(ToyHost[] hosts)
    {
        foreach (ToyHost host in hosts)
            await host.DisposeAsync();
    }
}
