using System.Text.Json;

namespace Samples.Tests;

/// <summary>How a process of the sample ended, and what it said.</summary>
internal sealed record SampleEnd(int ExitCode, string Output, string Errors)
{
    /// <summary>A number of the JSON object at the end.</summary>
    public double Number(string name)
    {
        using JsonDocument json = JsonDocument.Parse(Output.TrimEnd().Split('\n')[^1]);
        return json.RootElement.GetProperty(name).GetDouble();
    }
}
