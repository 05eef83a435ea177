using System.CommandLine;

namespace Benchmarks;

/// <summary>The verb about barriers.</summary>
internal static class BarrierCommands
{
    public static Command ZipLine()
    {
        Option<bool> json = new("--json") { Description = "The last line is a JSON array of the results" };
        Command command = new("zipline", "Time to find ElasticBSP's next barrier, by the published searches and ours") { json };
        command.SetAction(parsed =>
        {
            IReadOnlyList<ZipLineResult> results = new ZipLineBenchmark(Console.Out).Run();
            if (parsed.GetValue(json))
                Console.Out.WriteLine(ZipLineResult.ToJson(results));
        });
        return command;
    }
}
