using System.Text.Json;
using System.Text.Json.Serialization;

namespace Distributed.Tool;

/// <summary>The array that <c>plan --json</c> writes: one way of coding updates an object. Times in seconds, shares 0 to 1.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<PlanRow>))]
internal sealed partial class PlanJson : JsonSerializerContext
{
    internal static string Write(IEnumerable<ScalePlan> plans)
    {
        IReadOnlyList<PlanRow> rows = [.. plans.Select(global::Distributed.Tool.PlanRow.Of)];
        return JsonSerializer.Serialize(rows, Default.IReadOnlyListPlanRow) + "\n";
    }
}
