using Xunit.Abstractions;

namespace Redis.ParameterStore.Tests;

/// <summary>A single Redis stands still, dies and comes back, loses connections, is full, evicts, or is emptied.</summary>
[Trait("Category", "Faults")]
public sealed class ServerFaultTests(ITestOutputHelper output)
{
    private const int KilledLeast = 10;

    public static TheoryData<int> Seeds => Rounds.Seeds;

    [RedisTheory]
    [MemberData(nameof(Seeds))]
    public async Task Connections_that_are_killed_at_random_cost_nothing(int seed)
    {
        Rounds round = Rounds.Of(seed);
        using RedisServer server = await RedisServer.StartAsync();
        using var job = new FaultJob(output, round.Plan(server.ConnectionString, "clients"));
        await job.ReachesAsync(0.02);
        using ServerConsole console = server.Connect();
        long killed = 0;
        while (!job.Children.All(c => c.HasEnded))
        {
            killed += (long)console.Send("CLIENT", "KILL", "TYPE", round.Chance.Next(4) == 0 ? "pubsub" : "normal", "SKIPME", "yes")!;
            if (killed > KilledLeast)
                job.GoOn();
            await Task.Delay(TimeSpan.FromMilliseconds(round.Chance.Next(20, 300)), TimeProvider.System);
        }
        await job.EndsExactlyAsync();
        output.WriteLine($"{killed} connections were killed.");
    }

    [RedisTheory]
    [MemberData(nameof(Seeds))]
    public async Task A_server_that_stands_still_for_a_while_holds_the_job_up_and_no_more(int seed)
    {
        Rounds round = Rounds.Of(seed);
        using RedisServer server = await RedisServer.StartAsync();
        using var job = new FaultJob(output, round.Plan(server.ConnectionString, "pause"));
        await job.ReachesAsync(round.Part());
        server.Pause();
        await Task.Delay(TimeSpan.FromMilliseconds(round.Chance.Next(500, 5000)), TimeProvider.System);
        server.Resume();
        await job.EndsExactlyAsync();
    }

    [RedisFact]
    public async Task A_server_that_stands_still_for_too_long_is_named_by_every_process()
    {
        using RedisServer server = await RedisServer.StartAsync();
        using var job = new FaultJob(output, Rounds.Of(0).Plan(server.ConnectionString, "away") with { RedisTimeoutMs = 2000 });
        await job.ReachesAsync(0.2);
        server.Pause();
        await job.AllFailAsync(nameof(RedisUnavailableException), server.Endpoint);
    }

    [RedisFact]
    public async Task A_server_that_is_gone_is_named_by_every_process()
    {
        using RedisServer server = await RedisServer.StartAsync();
        using var job = new FaultJob(output, Rounds.Of(0).Plan(server.ConnectionString, "dead") with { RedisTimeoutMs = 2000 });
        await job.ReachesAsync(0.2);
        server.Kill();
        await job.AllFailAsync(nameof(RedisUnavailableException), server.Endpoint);
    }

    [RedisTheory]
    [MemberData(nameof(Seeds))]
    public async Task A_server_that_is_killed_and_started_again_has_what_is_on_disk_and_the_job_goes_on(int seed)
    {
        Rounds round = Rounds.Of(seed);
        using RedisServer server = await RedisServer.StartAsync(new() { AppendOnly = true });
        using var job = new FaultJob(output, round.Plan(server.ConnectionString, "disk"));
        await job.ReachesAsync(round.Part());
        server.Kill();
        await Task.Delay(TimeSpan.FromMilliseconds(round.Chance.Next(3000)), TimeProvider.System);
        await server.RestartAsync();
        await job.EndsExactlyAsync();
    }

    [RedisFact]
    public async Task A_server_that_is_killed_and_started_again_without_a_disk_is_noticed()
    {
        using RedisServer server = await RedisServer.StartAsync();
        using var job = new FaultJob(output, Rounds.Of(0).Plan(server.ConnectionString, "nodisk"));
        await job.ReachesAsync(0.2);
        server.Kill();
        await server.RestartAsync();
        await job.AllFailAsync(nameof(JobGoneException), "gone");
    }

    [RedisFact]
    public async Task A_server_that_is_emptied_is_noticed_by_every_process()
    {
        using RedisServer server = await RedisServer.StartAsync();
        using var job = new FaultJob(output, Rounds.Of(0).Plan(server.ConnectionString, "flush"));
        await job.ReachesAsync(0.2);
        using (ServerConsole console = server.Connect())
            console.Send("FLUSHALL");
        await job.AllFailAsync(nameof(JobGoneException), "gone");
    }

    [RedisFact]
    public async Task A_full_server_is_named_with_what_to_do()
    {
        using RedisServer server = await RedisServer.StartAsync();
        using var job = new FaultJob(output, Rounds.Of(0).Plan(server.ConnectionString, "full"));
        await job.ReachesAsync(0.2);
        using (ServerConsole console = server.Connect())
            console.Send("CONFIG", "SET", "maxmemory", "100000");
        await job.AllFailAsync(nameof(RedisRefusedException), "raise its maxmemory");
    }

    [RedisFact]
    public async Task A_server_that_evicts_is_refused_at_the_start()
    {
        using RedisServer server = await RedisServer.StartAsync(new() { MemoryMax = (100 << 20, "allkeys-lru") });
        using var job = new FaultJob(output, Rounds.Of(0).Plan(server.ConnectionString, "evicts"));
        await job.AllFailAsync(nameof(RedisRefusedException), "noeviction");
    }
}
