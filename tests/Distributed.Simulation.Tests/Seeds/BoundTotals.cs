using System.Globalization;

namespace Distributed.Simulation.Tests;

/// <summary>What came of many seeds.</summary>
internal sealed class BoundTotals
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, (int Bound, int Lead, int Runs)> _policies = new(StringComparer.Ordinal);
    private readonly List<string> _violations = [];

    internal IReadOnlyList<string> Violations => _violations;

    internal long Runs { get; private set; }

    internal long Crashes { get; private set; }

    internal long Refused { get; private set; }

    internal long Pushes { get; private set; }

    internal long Aborts { get; private set; }

    /// <summary>Of each policy its bound, and the largest lead of all runs.</summary>
    internal IReadOnlyDictionary<string, (int Bound, int Lead, int Runs)> Policies => _policies;

    /// <summary>Runs seeds on all processors.</summary>
    internal static BoundTotals Run(int first, int count)
    {
        var totals = new BoundTotals();
        Parallel.For(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed => totals.Add(new BoundWorld(seed)));
        return totals;
    }

    private void Add(BoundWorld world)
    {
        string? violation = world.Run(out SimulationResult? result);
        lock (_lock)
        {
            Runs++;
            if (violation is not null)
                _violations.Add($"seed {world.Seed} ({world.Policy}): {violation}");
            (_, int lead, int runs) = _policies.GetValueOrDefault(world.Policy);
            _policies[world.Policy] = (world.Bound, Math.Max(lead, result?.LeadMax ?? 0), runs + 1);
            Crashes += result?.Crashes ?? 0;
            Refused += result?.Refused ?? 0;
            Pushes += result?.Pushes ?? 0;
            Aborts += result?.Aborts ?? 0;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Runs} runs, {_violations.Count} failed; {Pushes} pushes, {Crashes} crashes, {Refused} messages refused, {Aborts} aborts. Largest lead of its bound: {string.Join(", ", _policies.Select(p => $"{p.Key} {p.Value.Lead}/{p.Value.Bound}"))}.");
}
