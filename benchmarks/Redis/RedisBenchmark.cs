using System.Globalization;
using StackExchange.Redis;

namespace Benchmarks;

/// <summary>Blocks over one Redis on this machine: the floor, the common way, and this package's, in turns; then the gate.</summary>
internal sealed class RedisBenchmark(TextWriter notes)
{
    private const int Block = 65_536, GateBlock = 8;
    private const string Policy = "ssp:3";

    // (way, processes, codec)
    private static readonly (string Way, int Processes, string Codec)[] _all =
    [
        ("raw", 1, "float32"), ("raw", 2, "float32"), ("raw", 8, "float32"),
        ("lua", 1, "float32"), ("lua", 2, "float32"),
        ("ours", 1, "float32"), ("ours", 2, "float32"), ("ours", 4, "float32"),
        ("ours", 1, "int8"), ("ours", 4, "int8"), ("ours", 8, "int8"),
    ];

    private static readonly (string Way, int Processes, string Codec)[] _few = [("raw", 2, "float32"), ("lua", 2, "float32"), ("ours", 2, "float32"), ("ours", 8, "int8")];

    /// <summary>StackExchange.Redis, with its version.</summary>
    public static string Library => $"StackExchange.Redis {typeof(ConnectionMultiplexer).Assembly.GetCustomAttributes(false).OfType<System.Reflection.AssemblyFileVersionAttribute>().First().Version}";

    public IReadOnlyList<RedisResult> Run(bool quick, int rounds)
    {
        using LocalRedis redis = LocalRedis.Start();
        notes.WriteLine($"redis-server {redis.Text("INFO", "server").Split("\r\n").First(l => l.StartsWith("redis_version:", StringComparison.Ordinal))[14..]} on loopback, {Environment.ProcessorCount} processors shared by it and all processes; {Library}; {rounds} rounds");
        notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a clock: push a change of {Block:N0} floats and pull the block with all that was committed by then, under {Policy}; floats/s = clocks of all processes × {Block:N0} ÷ seconds: each float counts once for being pushed and pulled back"));
        List<RedisResult> results = [.. Blocks(redis, quick ? _few : _all, rounds)];
        results.AddRange(Gates(redis, rounds));
        return results;
    }

    private IEnumerable<RedisResult> Blocks(LocalRedis redis, (string Way, int Processes, string Codec)[] candidates, int rounds)
    {
        List<ChildGroup> groups = [];
        try
        {
            foreach ((string way, int processes, string codec) in candidates)
                groups.Add(new(new(way, redis.Port, $"{way}-{processes}-{codec}", 0, processes, Block, codec, Policy)));
            Throughput[] all = [.. groups.Select(g => new Throughput(g, redis))];
            Array.ForEach(all, t => t.WarmUp());
            for (int round = 0; round < rounds; round++)
                Array.ForEach(all, t => t.Run());
            notes.WriteLine($"{"way",-6}{"codec",-9}{"processes",9}{"M floats/s",12}{"least",8}{"most",8}{"CPU ms a clock",16}{"server's",10}");
            foreach (Throughput t in all)
                notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{t.Plan.Way,-6}{t.Plan.Codec,-9}{t.Plan.Processes,9}{t.FloatsPerSecond / 1e6,12:0.0}{t.FloatsPerSecondMin / 1e6,8:0.0}{t.FloatsPerSecondMax / 1e6,8:0.0}{t.ClientMsAClock,16:0.00}{t.ServerMsAClock,10:0.00}"));
            return [.. all.Select(t => new RedisResult(t.Plan.Way, t.Plan.Codec, t.Plan.Processes, Block, t.FloatsPerSecond, null, null))];
        }
        finally
        {
            groups.ForEach(g => g.Dispose());
        }
    }

    private IEnumerable<RedisResult> Gates(LocalRedis redis, int rounds)
    {
        using var waiting = new ChildGroup(new("gate", redis.Port, "gate", 0, 2, GateBlock, "float32", "ssp:0"));
        using var pushing = new ChildGroup(new("ours", redis.Port, "load", 0, 2, Block, "float32", Policy));
        GateTimes idle = new(waiting), busy = new(waiting);
        idle.WarmUp();
        pushing.Run(100);
        for (int round = 0; round < rounds; round++)
        {
            idle.Run();
            using var load = new LoadWhile(pushing);
            busy.Run();
        }

        notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"gate, a clock's last commit acknowledged → the other process let through (below 0: before its pusher had heard of it): idle p50 {idle.P50:0.000} ms, p99 {idle.P99:0.000}; while two processes push blocks of {Block:N0} floats: p50 {busy.P50:0.000}, p99 {busy.P99:0.000}"));
        return
        [
            new("gate, idle", "float32", 2, GateBlock, null, idle.P50, idle.P99),
            new("gate, under load", "float32", 2, GateBlock, null, busy.P50, busy.P99),
        ];
    }
}
