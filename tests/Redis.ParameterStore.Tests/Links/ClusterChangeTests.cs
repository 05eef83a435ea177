using Xunit.Abstractions;

namespace Redis.ParameterStore.Tests;

/// <summary>A link while slots move and masters die. These tests change their cluster, so each has its own.</summary>
public sealed class ClusterChangeTests(ITestOutputHelper output)
{
    private static readonly string _key = "t:{moving}:v";

    [RedisFact]
    public async Task Slots_move_under_traffic_and_every_batch_is_answered()
    {
        using RedisCluster cluster = await RedisCluster.StartAsync();
        await using IRedisLink link = await RedisLinks.OpenAsync(cluster.ConnectionString, TimeProvider.System, default);
        int slot = cluster.SlotOf(_key), done = 0;
        using var over = new CancellationTokenSource();
        var odd = new System.Collections.Concurrent.ConcurrentQueue<string>();
        Task[] traffic = [.. Enumerable.Range(0, 3).Select(i => Task.Run(async () =>
        {
            for (int n = 0; !over.IsCancellationRequested; n++)
            {
                string key = $"{_key}{i}.{n}";
                Command[] commands = [Command.Set(key, LinkTests.Bytes(key), 60_000), Command.Get(key, 100), .. i == 2 ? [Command.Wait(0, 100)] : Array.Empty<Command>()];
                BatchAnswer answer = await link.SendAsync(new Batch(key, Lane.Control, commands), LinkTests.TrafficPatience, default);
                if (answer.Status != BatchStatus.Ok || LinkTests.Text(answer.Results[1]) != key)
                    odd.Enqueue(answer.Error ?? LinkTests.Text(answer.Results[1]));
                Interlocked.Increment(ref done);
            }
        }))];
        try
        {
            for (int i = 0; i < 6; i++)
            {
                int before = Volatile.Read(ref done);
                await cluster.MigrateAsync(slot, cluster.Servers.First(server => server != cluster.MasterOf(slot)));
                await Until.TrueAsync(() => Volatile.Read(ref done) > before + 200, "traffic goes on after a slot moved");
            }
        }
        finally
        {
            await over.CancelAsync();
        }
        await Task.WhenAll(traffic).WaitAsync(Deadline.Hang, TimeProvider.System);
        output.WriteLine($"{odd.Count} of {done} batches were not answered as they should.");
        odd.Count.Should().BeLessThanOrEqualTo(done / 10, string.Join("; ", odd.Distinct()));
        (await MastersAsync(link)).Should().HaveCount(3);
    }

    [RedisFact]
    public async Task A_replica_takes_over_and_has_what_was_waited_for()
    {
        using RedisCluster cluster = await RedisCluster.StartAsync(replicas: 1);
        await using IRedisLink link = await RedisLinks.OpenAsync(cluster.ConnectionString, TimeProvider.System, default);
        BatchAnswer answer = await LinkTests.SendAsync(link, _key, Command.Set(_key, LinkTests.Bytes("kept"), 60_000), Command.Wait(1, Deadline.Seconds * 1000));
        answer.Status.Should().Be(BatchStatus.Ok, answer.Error);
        answer.Results[1].Number.Should().Be(1);
        await cluster.FailOverAsync(cluster.SlotOf(_key));
        TimeProvider time = TimeProvider.System;
        long start = time.GetTimestamp();
        await LinkTests.AnswersAgainAsync(link, _key);
        output.WriteLine($"The link answered {time.GetElapsedTime(start).TotalSeconds:0.00} s after the replica had taken over.");
        LinkTests.Text((await LinkTests.SendAsync(link, _key, Command.Get(_key, 10))).Results[0]).Should().Be("kept");
        IReadOnlyList<RedisMaster> masters = await MastersAsync(link);
        masters.Sum(master => master.Replicas).Should().Be(2);
        await WaitsAgainAsync(link);
    }

    [RedisFact]
    public async Task One_master_of_three_dies_and_its_slots_are_found_again_though_the_others_answer_all_the_time()
    {
        using RedisCluster cluster = await RedisCluster.StartAsync(replicas: 1);
        await using IRedisLink link = await RedisLinks.OpenAsync(cluster.ConnectionString, TimeProvider.System, default);
        string[] keys = [.. HashSlots.Spread("dies", 0, 3).Select(tag => $"{{dies.0:{tag}}}")];
        TimeProvider time = TimeProvider.System;
        long isOver = 0;
        int[] after = new int[keys.Length];
        string?[] last = new string?[keys.Length];
        using var over = new CancellationTokenSource();
        Task[] traffic = [.. keys.Select((key, i) => Task.Run(async () =>
        {
            while (!over.IsCancellationRequested && (after[i] < 5 || after.Min() < 5))
            {
                BatchAnswer answer = await link.SendAsync(new Batch(key, Lane.Control, Command.Unlink(key)), TimeSpan.FromSeconds(3), default);
                if (answer.Status == BatchStatus.Ok && answer.Results[0].Error is null && Volatile.Read(ref isOver) != 0)
                    after[i]++;
                last[i] = answer.Error ?? answer.Results.FirstOrDefault().Error ?? last[i];
                await Task.Delay(TimeSpan.FromMilliseconds(50), time);
            }
        }))];
        try
        {
            RedisServer master = cluster.MasterOf(cluster.SlotOf(keys[1]));
            await cluster.FailOverAsync(cluster.SlotOf(keys[1]));
            await master.RestartAsync();
            Volatile.Write(ref isOver, time.GetTimestamp());
            await Task.WhenAll(traffic).WaitAsync(Deadline.Hang, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAll(traffic);
        }
        output.WriteLine($"All answered {time.GetElapsedTime(isOver).TotalSeconds:0.00} s after the master was back as a replica.");
        after.Should().OnlyContain(count => count > 0, string.Join("; ", last));
    }

    private static ValueTask<IReadOnlyList<RedisMaster>> MastersAsync(IRedisLink link) =>
        FirstAnswer.OfAsync(() => link.MastersAsync(default), Deadline.Hang, TimeProvider.System, default);

    private static async Task WaitsAgainAsync(IRedisLink link)
    {
        BatchAnswer answer = new(BatchStatus.Unknown, []);
        TimeProvider time = TimeProvider.System;
        long start = time.GetTimestamp();
        while (answer.Status != BatchStatus.Ok && time.GetElapsedTime(start) < Deadline.Hang)
            answer = await LinkTests.SendAsync(link, _key, Command.Set(_key, LinkTests.Bytes("new"), 60_000), Command.Wait(0, 1000));
        answer.Status.Should().Be(BatchStatus.Ok, answer.Error);
    }
}
