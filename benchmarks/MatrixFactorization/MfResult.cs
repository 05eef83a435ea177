using System.Text.Json;
using System.Text.Json.Serialization;

namespace Benchmarks;

/// <summary>The JSON object of <c>mf --json</c>: seconds to the target on one and on two threads. What was not measured is null.</summary>
internal sealed record MfResult(
    string MlnetIs,
    int Rank,
    int Rows,
    double? Ours1Seconds,
    double? Ours2Seconds,
    double? Mlnet1Seconds,
    double? Mlnet2Seconds,
    double? OursRmse,
    double? MlnetRmse,
    double? Ratio1,
    double? Ratio2,
    double? UpdatesPerSecond1,
    double? UpdatesPerSecond2)
{
    public static MfResult From(int rank, int rows, IReadOnlyDictionary<(string Side, int Threads), TimeToTarget?> times, string ours, string? native)
    {
        TimeToTarget? Time(string? side, int threads) => side is null ? null : times[(side, threads)];
        double? Ratio(int threads) => Time(native, threads)?.MedianSeconds / Time(ours, threads)?.MedianSeconds;
        return new(
            native is null ? "stand-in" : "real",
            rank,
            rows,
            Time(ours, 1)?.MedianSeconds,
            Time(ours, 2)?.MedianSeconds,
            Time(native, 1)?.MedianSeconds,
            Time(native, 2)?.MedianSeconds,
            Time(ours, 1)?.MedianRmse,
            Time(native, 1)?.MedianRmse,
            Ratio(1),
            Ratio(2),
            Time(ours, 1)?.MedianUpdatesPerSecond,
            Time(ours, 2)?.MedianUpdatesPerSecond);
    }

    public string ToJson() => JsonSerializer.Serialize(this, BenchmarkJson.Default.MfResult);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MfResult))]
internal sealed partial class BenchmarkJson : JsonSerializerContext;
