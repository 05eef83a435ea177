using Distributed.Simulation;

namespace Benchmarks;

/// <summary>What a redis-server's processor does for bytes, requests and commits; and what a clock costs a process beside its values.</summary>
internal sealed class ServerCosts(LocalRedis redis, int rounds)
{
    private const int Block = 262_144, Blocks = 300;
    private const int Requests = 20_000;
    private const int TinyBlock = 8, Clocks = 1_500, ManyProcesses = 4;
    private const double NsPerSecond = 1e9;

    public UnitCosts Measure(UnitCosts costs)
    {
        double request = Enumerable.Range(0, rounds).Min(_ => RequestNs());
        double value = Enumerable.Range(0, rounds).Min(_ => ByteNs(request));
        ((double oneServer, double oneClient), (double manyServer, _)) = (ClockNs(1), ClockNs(ManyProcesses));

        // A clock is a blob's SET and a commit; for each other process there is a message, and a GET of the blob.
        double each = (manyServer - oneServer) / (ManyProcesses - 1);
        return costs with
        {
            ServerRequestNs = request,
            ServerByteNs = value,
            PublishNs = Math.Max(100, each - request),
            CommitNs = Math.Max(1_000, oneServer - request - Math.Max(100, each - request)),
            ClockNs = oneClient,
        };
    }

    private double RequestNs()
    {
        using var client = new RespClient(redis.Port);
        client.Text("SET", "small", "value");
        return CpuNs(() => client.Text("GET", "small"), Requests);
    }

    private double ByteNs(double requestNs)
    {
        using var client = new RespClient(redis.Port);
        var block = new RespBlock(Block);
        double pair = CpuNs(() =>
        {
            client.Send(block, "SET", "large");
            client.Get("large", block);
        }, Blocks);
        return Math.Max(0.001, (pair - (2 * requestNs)) / (2.0 * Block * sizeof(float)));
    }

    // Processor time of the server and of a process, for a clock of one process.
    private (double Server, double Client) ClockNs(int processes)
    {
        using var group = new ChildGroup(new("ours", redis.Port, $"costs-{processes}", 0, processes, TinyBlock, "float32", "asp"));
        group.Run(Clocks);
        List<double> servers = [], clients = [];
        for (int round = 0; round < rounds; round++)
        {
            double before = redis.CpuSeconds;
            clients.Add(group.Run(Clocks).CpuSeconds * NsPerSecond / Clocks / processes);
            servers.Add((redis.CpuSeconds - before) * NsPerSecond / Clocks / processes);
        }

        return (servers.Min(), clients.Min());
    }

    private double CpuNs(Action call, int calls)
    {
        double before = redis.CpuSeconds;
        for (int i = 0; i < calls; i++)
            call();
        return (redis.CpuSeconds - before) * NsPerSecond / calls;
    }
}
