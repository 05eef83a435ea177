using System.Text.Json;
using System.Text.Json.Serialization;

namespace Benchmarks;

/// <summary>One line of <c>waits</c>: milliseconds that both workers waited, the median of the measured runs with the least and the most, what was simulated, and their ratio if that is over 0.</summary>
internal sealed record WaitResult(string Slowed, int Staleness, double MeasuredMs, double LeastMs, double MostMs, double SimulatedMs, double? Ratio)
{
    public static string ToJson(IReadOnlyList<WaitResult> results) => JsonSerializer.Serialize(results, WaitJson.Default.IReadOnlyListWaitResult);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<WaitResult>))]
internal sealed partial class WaitJson : JsonSerializerContext;
