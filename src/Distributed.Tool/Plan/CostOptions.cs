using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Distributed.Tool;

/// <summary>Where <c>plan</c> has its unit costs from: the defaults, a file, and single ones in their place.</summary>
internal static class CostOptions
{
    internal static readonly Option<string?> File = FileOption.Of("--costs", "Unit costs of your own machines: what benchmarks -- costs --json FILE wrote there. The project's own unless given");

    internal static readonly Option<KeyValuePair<string, double>[]> Single = new("--cost")
    {
        Description = $"A unit cost instead of the file's; may come several times. Names: {string.Join(", ", UnitCosts.Names)}",
        HelpName = "NAME=VALUE",
        CustomParser = Pairs,
    };

    /// <exception cref="ToolException">The file cannot be read, or holds no costs.</exception>
    internal static UnitCosts Read(CommandResult result)
    {
        UnitCosts costs = result.GetValue(File) is { } path ? Read(path) : UnitCosts.Default;
        return (result.GetValue(Single) ?? []).Aggregate(costs, (all, pair) => all.With(pair.Key, pair.Value));
    }

    private static UnitCosts Read(string path)
    {
        try
        {
            return UnitCosts.Read(System.IO.File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"--costs: '{path}' cannot be read ({e.Message}); give the file that benchmarks -- costs --json FILE wrote.", e);
        }
        catch (FormatException e)
        {
            throw new ToolException($"--costs: '{path}' holds no unit costs: {e.Message}", e);
        }
    }

    private static KeyValuePair<string, double>[]? Pairs(ArgumentResult result)
    {
        List<KeyValuePair<string, double>> pairs = [];
        foreach (Token token in result.Tokens)
        {
            string[] halves = token.Value.Split('=', 2);
            if (halves.Length < 2 || !UnitCosts.Names.Contains(halves[0]))
                result.AddError($"--cost: '{token.Value}' is no NAME=VALUE with a name of {string.Join(", ", UnitCosts.Names)}.");
            else if (!double.TryParse(halves[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || value is not (> 0 and <= UnitCosts.Most))
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--cost: {halves[0]} is '{halves[1]}'; give a number over 0, up to {UnitCosts.Most:N0}."));
            else if (pairs.Any(pair => pair.Key == halves[0]))
                result.AddError($"--cost: {halves[0]} is there twice; leave one out.");
            else
                pairs.Add(new(halves[0], value));
        }

        return [.. pairs];
    }
}
