using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClickThrough;

/// <summary>What a run measured: the JSON object of <c>--json</c>. Log-losses are in nats; what was not measured is null.</summary>
internal sealed record ClickResult
{
    public required string Data { get; init; }

    public required int Features { get; init; }

    public required string Trainer { get; init; }

    public required int Workers { get; init; }

    /// <summary>Of all processes.</summary>
    public required int WorkersTotal { get; init; }

    public required string Sync { get; init; }

    public required int Epochs { get; init; }

    public required double FitSeconds { get; init; }

    public required double TestLogLoss { get; init; }

    public required double TestAuc { get; init; }

    /// <summary>How far the training loss is from the least, at most, as a share of it; null for a trainer that does not know.</summary>
    public required double? RelativeGap { get; init; }

    /// <summary>Clicks that were expected, divided by those that came.</summary>
    public required double Calibration { get; init; }

    public required double ConstantLogLoss { get; init; }

    public required double? PlantedLogLoss { get; init; }

    /// <summary>ML.NET's own trainers; none unless <c>--compare</c>.</summary>
    public IReadOnlyList<ClickComparison> Mlnet { get; init; } = [];

    public required string MlnetIs { get; init; }

    /// <summary>Where the job's Redis is, without secrets.</summary>
    public required string? Redis { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, ClickJson.Default.ClickResult);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ClickResult))]
internal sealed partial class ClickJson : JsonSerializerContext;
