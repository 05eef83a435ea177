using System.Text.Json;
using System.Text.Json.Serialization;

namespace Benchmarks;

/// <summary>A row of <c>redis --json</c>. What a row does not measure is null.</summary>
/// <param name="Path">raw: SET and GET; lua: added by a script; ours; gate, idle; gate, under load.</param>
/// <param name="Codec">How updates travel.</param>
/// <param name="Processes">How many push and pull.</param>
/// <param name="Block">Floats that each pushes and pulls in a clock.</param>
/// <param name="FloatsPerSecond">As <see cref="Throughput.FloatsPerSecond"/> defines.</param>
/// <param name="GateP50Ms">As <see cref="GateTimes"/> defines.</param>
/// <param name="GateP99Ms">As <see cref="GateTimes"/> defines.</param>
internal sealed record RedisResult(string Path, string Codec, int Processes, int Block, double? FloatsPerSecond, double? GateP50Ms, double? GateP99Ms)
{
    public static string ToJson(IEnumerable<RedisResult> results) => JsonSerializer.Serialize([.. results], RedisJson.Default.RedisResultArray);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RedisResult[]))]
internal sealed partial class RedisJson : JsonSerializerContext;
