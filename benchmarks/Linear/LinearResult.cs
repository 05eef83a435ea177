using System.Text.Json;
using System.Text.Json.Serialization;

namespace Benchmarks;

/// <summary>A line of the JSON array of <c>linear --json</c> and <c>sdca --json</c> (README.md). What was not measured is null.</summary>
internal sealed record LinearResult(
    string Set,
    string Trainer,
    int Threads,
    double? OursSeconds,
    string? MlnetTrainer,
    double? MlnetSeconds,
    double? Ratio,
    double? OursLoss,
    double? MlnetLoss,
    string MlnetIs,
    string? LiblinearTrainer,
    double? LiblinearSeconds,
    double? LiblinearReadingSeconds,
    double? LiblinearLoss,
    double Target)
{
    public static string ToJson(IReadOnlyList<LinearResult> results) => JsonSerializer.Serialize(results, LinearJson.Default.IReadOnlyListLinearResult);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<LinearResult>))]
internal sealed partial class LinearJson : JsonSerializerContext;
