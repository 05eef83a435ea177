using System.Globalization;

namespace Distributed.Simulation.Tests;

/// <summary>
/// Holds policies to their staleness bounds over many seeds: <c>dotnet run -c Release --project tests/Distributed.Simulation.Tests --
/// --seeds 10000 [--from N]</c>, or <c>-- --seed N</c> for one.
/// </summary>
internal static class SimulateSeeds
{
    internal static int Main(string[] arguments)
    {
        Dictionary<string, string> options = [];
        for (int i = 0; i + 1 < arguments.Length; i += 2)
            options[arguments[i].TrimStart('-')] = arguments[i + 1];
        bool isOne = options.ContainsKey("seed");
        if (!isOne && !options.ContainsKey("seeds"))
        {
            Console.WriteLine("Say --seeds COUNT [--from FIRST], or --seed NUMBER for one.");
            return 2;
        }

        long began = TimeProvider.System.GetTimestamp();
        BoundTotals totals = isOne ? BoundTotals.Run(Number(options["seed"]), 1) : BoundTotals.Run(Number(options.GetValueOrDefault("from", "0")), Number(options["seeds"]));
        foreach (string violation in totals.Violations)
            Console.WriteLine(violation);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{totals} In {TimeProvider.System.GetElapsedTime(began).TotalSeconds:F1} s."));
        return totals.Violations.Count == 0 ? 0 : 1;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
