using System.Text.Json;
using System.Text.Json.Serialization;

namespace Distributed.Tool;

/// <summary>The array that <c>--json</c> writes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<ResultRow>))]
internal sealed partial class ResultJson : JsonSerializerContext
{
    internal static string Write(IEnumerable<ExperimentRow> rows)
    {
        IReadOnlyList<ResultRow> objects = [.. rows.Select(global::Distributed.Tool.ResultRow.Of)];
        return JsonSerializer.Serialize(objects, Default.IReadOnlyListResultRow) + "\n";
    }
}
