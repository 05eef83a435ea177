using System.Globalization;
using Distributed.Simulation;

namespace Benchmarks;

/// <summary>All unit costs, one after the other.</summary>
internal sealed class CostBenchmark(TextWriter notes)
{
    // Resident bytes a rating while a factorization trains: 8 to 10 by `memory`, whose runs in processes of their own take minutes.
    private const double RatingBytes = 10;

    public UnitCosts Run(int rounds)
    {
        (double rating, double factor, double factorInMemory) = UpdateCosts.Measure(rounds);
        var costs = new UnitCosts
        {
            RatingNs = rating,
            FactorNs = factor,
            FactorInMemoryNs = factorInMemory,
            DenseValueNs = DenseCosts.ValueNs(rounds),
            EncodeFloat32Ns = CodecCosts.EncodeNs(Redis.ParameterStore.UpdateCoding.Float32, rounds),
            EncodeInt8Ns = CodecCosts.EncodeNs(Redis.ParameterStore.UpdateCoding.Int8, rounds),
            FoldFloat32Ns = CodecCosts.FoldNs(Redis.ParameterStore.UpdateCoding.Float32, rounds),
            FoldInt8Ns = CodecCosts.FoldNs(Redis.ParameterStore.UpdateCoding.Int8, rounds),
            RatingBytes = RatingBytes,
        };
        using LocalRedis redis = LocalRedis.Start();
        costs = new ServerCosts(redis, rounds).Measure(costs) with { MeasuredOn = Machine(redis) };
        foreach (string name in UnitCosts.Names)
            notes.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-20}{costs.Of(name),14:G4}"));
        notes.WriteLine(costs.MeasuredOn);
        return costs;
    }

    private static string Machine(LocalRedis redis)
    {
        string version = redis.Text("INFO", "server").Split("\r\n").First(l => l.StartsWith("redis_version:", StringComparison.Ordinal))[14..];
        return $"{Environment.ProcessorCount} processors ({Processor()}), {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}, redis-server {version} on loopback, {RedisBenchmark.Library}";
    }

    private static string Processor() => OperatingSystem.IsLinux() && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
        ? line.Split(':', 2)[1].Trim()
        : System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString();
}
