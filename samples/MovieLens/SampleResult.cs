using System.Text.Json;
using System.Text.Json.Serialization;

namespace MovieLens;

/// <summary>What a run measured: the JSON object of <c>--json</c>. What was not measured is null.</summary>
internal sealed record SampleResult
{
    public required string Data { get; init; }

    public required int Rows { get; init; }

    public required int TrainRows { get; init; }

    public required int TestRows { get; init; }

    public required int Workers { get; init; }

    public required string Sync { get; init; }

    public required int Rank { get; init; }

    public required int Epochs { get; init; }

    public required ulong Salt { get; init; }

    public required double FitSeconds { get; init; }

    public required double? UpdatesPerSecond { get; init; }

    public required double TrainRmse { get; init; }

    public required double? TestRmse { get; init; }

    public required double? BiasesOnlyRmse { get; init; }

    public double? MlnetFitSeconds { get; init; }

    public double? MlnetTestRmse { get; init; }

    [JsonPropertyName("mlnetNaN")]
    public int? MlnetUnscored { get; init; }

    public required string MlnetIs { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, SampleJson.Default.SampleResult);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SampleResult))]
internal sealed partial class SampleJson : JsonSerializerContext;
