using System.Text.Json;
using System.Text.Json.Serialization;

namespace Distributed.Tool;

/// <summary>What the page's scripts read, in seconds and rounded to what can be seen.</summary>
internal sealed record PageData(IReadOnlyList<PageConfiguration> Configurations)
{
    internal static PageData Of(ReportData report) => new([.. report.Configurations.Select(PageConfiguration.Of)]);

    /// <summary>Without a character that could end the script element around it.</summary>
    internal string ToJson() => JsonSerializer.Serialize(this, PageJson.Default.PageData);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PageData))]
internal sealed partial class PageJson : JsonSerializerContext;
