using System.Text.Json;
using System.Text.Json.Serialization;

namespace Benchmarks;

/// <summary>One line of <c>zipline</c>: medians in microseconds of finding a barrier, with the merge of the workers' ends; null where nothing is published.</summary>
internal sealed record ZipLineResult(
    int Workers,
    int Lookahead,
    double ZipLineMicroseconds,
    double ZipLineOptMicroseconds,
    double ZipLineOptBSMicroseconds,
    double ScanMicroseconds,
    double MergeMicroseconds,
    double? PublishedMicroseconds)
{
    public static string ToJson(IReadOnlyList<ZipLineResult> results) => JsonSerializer.Serialize(results, ZipLineJson.Default.IReadOnlyListZipLineResult);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<ZipLineResult>))]
internal sealed partial class ZipLineJson : JsonSerializerContext;
