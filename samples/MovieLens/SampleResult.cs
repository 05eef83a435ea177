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

    public double? FitSeconds { get; init; }

    public double? UpdatesPerSecond { get; init; }

    public double? TrainRmse { get; init; }

    public double? TestRmse { get; init; }

    public double? BiasesOnlyRmse { get; init; }

    public double? MlnetFitSeconds { get; init; }

    public double? MlnetTestRmse { get; init; }

    [JsonPropertyName("mlnetNaN")]
    public int? MlnetUnscored { get; init; }

    public required string MlnetIs { get; init; }

    /// <summary>Of the job, if all bring as many workers as this one.</summary>
    public required int Processes { get; init; }

    /// <summary>Of all processes.</summary>
    public required int WorkersTotal { get; init; }

    /// <summary>Where the job's Redis is, without secrets.</summary>
    public required string? Redis { get; init; }

    /// <summary>By this process's workers.</summary>
    public long? BytesPulled { get; init; }

    /// <summary>By this process's workers.</summary>
    public long? BytesPushed { get; init; }

    /// <summary>What is known before anything is measured.</summary>
    public static SampleResult Of(SampleOptions options, Dataset data, int trainRows, int testRows) => new()
    {
        Data = data.Name,
        Rows = data.Ratings.Count,
        TrainRows = trainRows,
        TestRows = testRows,
        Workers = options.Workers,
        Sync = options.Sync.ToString(),
        Rank = options.Rank,
        Epochs = options.Epochs,
        Salt = options.Salt,
        MlnetIs = MLNetBuild.Name,
        Processes = ((options.WorkersTotal ?? options.Workers) + options.Workers - 1) / options.Workers,
        WorkersTotal = options.WorkersTotal ?? options.Workers,
        Redis = options.RedisEndpoints,
    };

    public string ToJson() => JsonSerializer.Serialize(this, SampleJson.Default.SampleResult);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SampleResult))]
internal sealed partial class SampleJson : JsonSerializerContext;
