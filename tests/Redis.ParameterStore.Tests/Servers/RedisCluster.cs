using System.Globalization;

namespace Redis.ParameterStore.Tests;

/// <summary>A real Redis Cluster of a test's own on loopback: three masters, each with the same number of replicas.</summary>
internal sealed class RedisCluster : IDisposable
{
    internal const int MasterCount = 3;
    private const int Slots = 16384;

    // No node is given up because the machine stands still for a while; only where a test kills one are the others to notice soon.
    private const int CalmTimeoutMs = 120_000, WatchfulTimeoutMs = 1000;

    private readonly RedisServer[] _servers;
    private readonly string[] _ids;
    private readonly int _replicas;

    private RedisCluster(RedisServer[] servers, int replicas)
    {
        (_servers, _replicas) = (servers, replicas);
        _ids = [.. servers.Select(server => Ask(server, client => client.Text("CLUSTER", "MYID")))];
    }

    /// <summary>All nodes: those that began as masters, then their replicas in the same order.</summary>
    internal IReadOnlyList<RedisServer> Servers => _servers;

    internal string ConnectionString => string.Join(',', _servers.Take(MasterCount).Select(server => server.Endpoint));

    /// <summary>Starts it, and waits until every node says that all is well.</summary>
    internal static async Task<RedisCluster> StartAsync(int replicas = 0)
    {
        int count = MasterCount * (1 + replicas);
        var options = new RedisServerOptions { ClusterNodeTimeout = CalmTimeoutMs };
        RedisServer[] servers = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => RedisServer.StartAsync(options)));
        var cluster = new RedisCluster(servers, replicas);
        try
        {
            await cluster.MeetAsync();
            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    /// <summary>Which node is the master of the slot, as the first node that lives sees it.</summary>
    internal RedisServer MasterOf(int slot) => MasterOf(slot, _servers.First(IsAlive));

    /// <summary>The slot of a key.</summary>
    internal int SlotOf(string key) => (int)Ask(_servers.First(IsAlive), client => (long)client.Send("CLUSTER", "KEYSLOT", key)!);

    /// <summary>Kills the slot's master and waits until its replica has taken over.</summary>
    internal async Task FailOverAsync(int slot)
    {
        RedisServer master = MasterOf(slot);
        master.Kill();
        await TakeOverAsync(slot, master);
    }

    /// <summary>Waits until the replica of a master that was killed has taken over its slot.</summary>
    internal async Task TakeOverAsync(int slot, RedisServer killed)
    {
        SetNodeTimeout(WatchfulTimeoutMs);
        await Until.WorksAsync(() => MasterOf(slot) != killed && _servers.Where(IsAlive).All(IsWell), "a replica takes over");
        SetNodeTimeout(CalmTimeoutMs);
    }

    /// <summary>Moves a slot with its keys to another master, step by step, as an administrator would; again from the start where news of the last move came between.</summary>
    internal Task MigrateAsync(int slot, RedisServer to) =>
        Until.WorksAsync(
            () =>
            {
                // as the nodes themselves see it
                if (_servers.All(server => MasterOf(slot, server) == to))
                    return true;
                Migrate(slot, _servers.First(server => server != to && MasterOf(slot, server) == server), to);
                return false;
            },
            "the slot's master lets it go, and all nodes know who holds it");

    private void Migrate(int slot, RedisServer from, RedisServer to)
    {
        string number = Text(slot), toId = IdOf(to);
        Ask(to, client => client.Send("CLUSTER", "SETSLOT", number, "IMPORTING", IdOf(from)));
        Ask(from, client => client.Send("CLUSTER", "SETSLOT", number, "MIGRATING", toId));
        using ServerConsole source = from.Connect();
        // What a move before left at both is newest here.
        while (source.Send("CLUSTER", "GETKEYSINSLOT", number, "10") is object?[] { Length: > 0 } keys)
            source.Send(["MIGRATE", "127.0.0.1", to.Port.ToString(CultureInfo.InvariantCulture), "", "0", Text(Deadline.Seconds * 1000), "REPLACE", "KEYS", .. keys.Select(key => (string)key!)]);
        foreach (RedisServer server in _servers.Take(MasterCount).OrderBy(server => server == to ? 0 : server == from ? 1 : 2))
            Ask(server, client => client.Send("CLUSTER", "SETSLOT", number, "NODE", toId));
    }

    public void Dispose()
    {
        foreach (RedisServer server in _servers)
            server.Dispose();
    }

    private RedisServer MasterOf(int slot, RedisServer asked)
    {
        foreach (object? item in Ask(asked, client => (object?[])client.Send("CLUSTER", "SLOTS")!))
        {
            var range = (object?[])item!;
            if ((long)range[0]! <= slot && slot <= (long)range[1]!)
            {
                long port = (long)((object?[])range[2]!)[1]!;
                return _servers.Single(server => server.Port == port);
            }
        }
        throw new InvalidOperationException($"Nobody serves slot {slot}.");
    }

    private async Task MeetAsync()
    {
        for (int i = 0; i < _servers.Length; i++)
        {
            using ServerConsole client = _servers[i].Connect();
            client.Send("CLUSTER", "SET-CONFIG-EPOCH", (i + 1).ToString(CultureInfo.InvariantCulture));
            if (i < MasterCount)
                client.Send("CLUSTER", "ADDSLOTSRANGE", Text(i * Slots / MasterCount), Text((i + 1) * Slots / MasterCount - 1));
            Greet(_servers[i], _servers.Take(i));
        }
        await Until.WorksAsync(() => _servers.All(KnowsAll), "the nodes know each other");
        for (int i = MasterCount; i < _servers.Length; i++)
            Ask(_servers[i], client => client.Send("CLUSTER", "REPLICATE", _ids[i % MasterCount]));
        foreach (RedisServer replica in _servers.Skip(MasterCount))
            Greet(replica, _servers.Where(server => server != replica));
        await Until.WorksAsync(() => _servers.All(IsWell) && _servers.Take(MasterCount).All(HasReplicas) && _servers.All(SeesReplicas), "the cluster is well");
    }

    // Tells the others what it is: faster than gossip.
    private static void Greet(RedisServer server, IEnumerable<RedisServer> others)
    {
        using ServerConsole client = server.Connect();
        foreach (RedisServer other in others)
            client.Send("CLUSTER", "MEET", "127.0.0.1", Text(other.Port), Text(other.BusPort));
    }

    private void SetNodeTimeout(int milliseconds)
    {
        foreach (RedisServer server in _servers.Where(IsAlive))
            Ask(server, client => client.Send("CONFIG", "SET", "cluster-node-timeout", Text(milliseconds)));
    }

    private bool KnowsAll(RedisServer server) =>
        Ask(server, client => client.Text("CLUSTER", "NODES")) is var nodes && _ids.All(id => nodes.Contains(id, StringComparison.Ordinal)) && !nodes.Contains("handshake", StringComparison.Ordinal);

    private bool SeesReplicas(RedisServer server) =>
        Ask(server, client => client.Text("CLUSTER", "NODES")).Split('\n').Count(line => line.Contains("slave", StringComparison.Ordinal)) == _servers.Length - MasterCount;

    private bool HasReplicas(RedisServer server) =>
        Ask(server, client => client.Text("INFO", "replication")).Split('\n').Count(line => line.Contains("state=online", StringComparison.Ordinal)) == _replicas;

    private static bool IsWell(RedisServer server) =>
        Ask(server, client => client.Field("cluster_state", "CLUSTER", "INFO") == "ok" && client.Field("cluster_slots_ok", "CLUSTER", "INFO") == Text(Slots));

    private static bool IsAlive(RedisServer server)
    {
        try
        {
            return Ask(server, client => client.Text("PING")) == "PONG";
        }
        catch (Exception error) when (error is System.Net.Sockets.SocketException or IOException)
        {
            return false;
        }
    }

    private string IdOf(RedisServer server) => _ids[Array.IndexOf(_servers, server)];

    private static T Ask<T>(RedisServer server, Func<ServerConsole, T> ask)
    {
        using ServerConsole client = server.Connect();
        return ask(client);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
