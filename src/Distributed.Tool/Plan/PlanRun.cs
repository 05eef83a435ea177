using Spectre.Console;

namespace Distributed.Tool;

/// <summary><c>plan</c> from end to end: reckon, show, write.</summary>
internal sealed class PlanRun(IAnsiConsole console)
{
    internal async Task<int> RunAsync(PlanOptions options, CancellationToken cancellation)
    {
        OutputFile.Check("--json", options.Json);
        ScalePlan[] plans = [.. Enum.GetValues<UpdateWidth>().Select(width => Of(options.Input, width))];
        console.Write(ConsoleTable.Of(PlanTables.Title(options.Input), PlanTables.Of(plans)));
        foreach (string note in PlanTables.Notes(plans))
            console.WriteLine(note);
        if (options.Json is { } json)
            await OutputFile.WriteAsync("--json", json, PlanJson.Write(plans), cancellation);
        return ExitCode.Done;
    }

    private static ScalePlan Of(PlanInput input, UpdateWidth width)
    {
        try
        {
            return ScalePlan.Of(input, width);
        }
        catch (FormatException e)
        {
            throw new ToolException($"These numbers cannot be planned: {e.Message}.", e);
        }
    }
}
