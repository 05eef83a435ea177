using System.CommandLine;

namespace Benchmarks;

/// <summary>The verb about waiting.</summary>
internal static class WaitCommands
{
    public static Command Waits()
    {
        Option<bool> json = new("--json") { Description = "The last line is a JSON array of the results" };
        Option<bool> quick = new("--quick") { Description = "A moment's look: few and short clocks, one run" };
        Command command = new("waits", "How long two threads wait for each other under SSP, measured beside simulated") { json, quick };
        command.SetAction(parsed =>
        {
            IReadOnlyList<WaitResult> results = new WaitBenchmark(Console.Out).Run(parsed.GetValue(quick));
            if (parsed.GetValue(json))
                Console.Out.WriteLine(WaitResult.ToJson(results));
        });
        return command;
    }
}
