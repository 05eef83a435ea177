using System.Globalization;

namespace Redis.ParameterStore.Tests;

/// <summary>
/// Simulates many seeds, or one with a trace of all that happened: <c>dotnet run -c Release --project tests/Redis.ParameterStore.Tests --
/// --seeds 100000 [--from N] [--bug NAME] [--show TEXT]</c> (of failures that hold the text) or <c>-- --seed N [--bug NAME]</c>.
/// </summary>
internal static class SimulateSeeds
{
    internal static int Main(string[] arguments)
    {
        Dictionary<string, string> options = [];
        for (int i = 0; i + 1 < arguments.Length; i += 2)
            options[arguments[i].TrimStart('-')] = arguments[i + 1];
        PlantedBug bug = options.TryGetValue("bug", out string? name) ? Enum.Parse<PlantedBug>(name, ignoreCase: true) : PlantedBug.None;
        if (options.TryGetValue("seed", out string? one))
            return Print(SimulatedWorld.Run(Number(one), bug, Console.WriteLine));
        if (options.TryGetValue("seeds", out string? many))
            return RunMany(Number(options.GetValueOrDefault("from", "0")), Number(many), bug, options.GetValueOrDefault("show"));
        Console.WriteLine("Say --seeds COUNT [--from FIRST], or --seed NUMBER for one with a trace; --bug NAME plants one.");
        return 2;
    }

    private static int RunMany(int first, int count, PlantedBug bug, string? shown)
    {
        long began = TimeProvider.System.GetTimestamp();
        var totals = new SeedTotals();
        Parallel.For(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            WorldResult result = SimulatedWorld.Run(seed, bug);
            lock (totals)
            {
                totals.Add(result);
                if (result.Violations.Count > 0)
                    Print(result);
                foreach (SimulatedProcess process in result.Ended.Where(p => shown is not null && p.Error?.ToString().Contains(shown, StringComparison.Ordinal) == true))
                    Console.WriteLine($"seed {seed}: {process.Name} ended by {process.Error!.Message}");
            }
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{totals} In {TimeProvider.System.GetElapsedTime(began).TotalSeconds:F1} s."));
        return totals.Failed == 0 ? 0 : 1;
    }

    private static int Print(WorldResult result)
    {
        foreach (string violation in result.Violations)
            Console.WriteLine($"seed {result.Plan.Seed} FAILED: {violation}");
        if (result.Violations.Count == 0)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {result.Plan.Seed}: all is well after {result.Steps} steps and {result.Took / 1e9:F1} s of its time."));
        return result.Violations.Count == 0 ? 0 : 1;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>Counts what came of many seeds.</summary>
internal sealed class SeedTotals
{
    private readonly SortedDictionary<string, int> _errors = [];
    private readonly SortedDictionary<string, int> _seen = [];
    private int _seeds;
    private int _withModel;
    private int _processes;
    private int _processesWithModel;
    private long _steps;

    internal int Failed { get; private set; }

    internal double ShareWithModel => (double)_withModel / _seeds;

    /// <summary>How many worlds had an entry of a kind in their log, and how many processes took part anew in theirs.</summary>
    internal IReadOnlyDictionary<string, int> Seen => _seen;

    internal void Add(WorldResult result)
    {
        foreach (string kind in result.Entries.Keys)
            _seen[kind] = _seen.GetValueOrDefault(kind) + 1;
        if (result.Ended.Any(p => p.JobNode.Term > 0))
            _seen["taken part anew"] = _seen.GetValueOrDefault("taken part anew") + 1;
        _seeds++;
        _steps += result.Steps;
        Failed += result.Violations.Count > 0 ? 1 : 0;
        _withModel += result.HasModel ? 1 : 0;
        _processes += result.Ended.Count;
        _processesWithModel += result.Ended.Count(p => p.Model is not null);
        foreach (SimulatedProcess process in result.Ended)
            if (process.Error is { } error)
                _errors[FailureRules.KindOf(error)] = _errors.GetValueOrDefault(FailureRules.KindOf(error)) + 1;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{_seeds} seeds, {Failed} failed; {_withModel} came to a model; {_processesWithModel} of {_processes} processes that ended had it, the others failed by {string.Join(", ", _errors.Select(e => $"{e.Key} ({e.Value})"))}; {_steps} steps. Worlds with: {string.Join(", ", _seen.Select(e => $"{e.Key} {e.Value}"))}.");
}
