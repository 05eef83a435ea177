using Xunit.Abstractions;

namespace Redis.ParameterStore.Tests;

/// <summary>The servers that tests start do what tests rely on.</summary>
public sealed class RedisServerTests(ITestOutputHelper output)
{
    [RedisFact]
    public async Task What_is_on_disk_survives_a_kill_and_the_rest_does_not()
    {
        using RedisServer keeps = await RedisServer.StartAsync(new RedisServerOptions { AppendOnly = true });
        using RedisServer forgets = await RedisServer.StartAsync();
        foreach (RedisServer server in new[] { keeps, forgets })
        {
            using (ServerConsole console = server.Connect())
                console.Send("SET", "k", "v");
            int port = server.Port;
            server.Kill();
            await server.RestartAsync();
            server.Port.Should().Be(port);
        }
        using ServerConsole kept = keeps.Connect(), forgot = forgets.Connect();
        kept.Send("GET", "k").Should().Be("v");
        forgot.Send("GET", "k").Should().BeNull();
    }

    [RedisFact]
    public async Task A_replica_follows_its_master_and_a_full_server_refuses()
    {
        using RedisServer master = await RedisServer.StartAsync(new RedisServerOptions { MemoryMax = (1, "noeviction") });
        using RedisServer replica = await RedisServer.StartAsync(new RedisServerOptions { ReplicaOf = master.Port });
        using ServerConsole console = master.Connect(), follower = replica.Connect();
        await Until.WorksAsync(() => follower.Field("master_link_status", "INFO", "replication") == "up", "the replica is connected");
        console.Invoking(c => c.Send("SET", "k", "v")).Should().Throw<InvalidOperationException>().WithMessage("OOM*");
    }

    [RedisFact]
    public async Task A_server_dies_with_what_holds_it_and_leaves_nothing()
    {
        RedisServer server = await RedisServer.StartAsync();
        string folder;
        using (ServerConsole console = server.Connect())
            folder = (string)((object?[])console.Send("CONFIG", "GET", "dir")!)[1]!;
        server.Dispose();
        Directory.Exists(folder).Should().BeFalse();
        FluentActions.Invoking(() => server.Connect().Dispose()).Should().Throw<System.Net.Sockets.SocketException>();
    }

    [RedisFact]
    public async Task A_cluster_of_six_is_up_soon()
    {
        TimeProvider time = TimeProvider.System;
        long start = time.GetTimestamp();
        using RedisCluster cluster = await RedisCluster.StartAsync(replicas: 1);
        output.WriteLine($"Six nodes were well after {time.GetElapsedTime(start).TotalSeconds:0.00} s.");
        start = time.GetTimestamp();
        await cluster.FailOverAsync(7);
        output.WriteLine($"A replica had taken over {time.GetElapsedTime(start).TotalSeconds:0.00} s after its master was killed.");
        cluster.MasterOf(7).Should().BeSameAs(cluster.Servers[RedisCluster.MasterCount]);
    }
}
