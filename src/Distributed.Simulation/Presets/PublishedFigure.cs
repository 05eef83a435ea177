using System.Globalization;

namespace Distributed.Simulation;

/// <summary>A published speed-up, to stand beside ours.</summary>
/// <param name="Configuration">Where to look for ours.</param>
/// <param name="Policy">The faster policy, in its text form.</param>
/// <param name="Against">What it was compared with, in its text form.</param>
/// <param name="Speedup">As published.</param>
/// <param name="Source">Who published it, and of what.</param>
/// <param name="WhyLower">Why ours may be lower, in one sentence that is true of any run.</param>
internal sealed record PublishedFigure(string Configuration, string Policy, string Against, double Speedup, string Source, string WhyLower)
{
    /// <summary>Both figures in a line.</summary>
    internal string Beside(IEnumerable<ExperimentRow> rows)
    {
        Dictionary<string, double?> times = rows.Where(row => row.Configuration == Configuration).ToDictionary(row => row.Policy, row => row.TimeToTarget);
        double? ours = times.GetValueOrDefault(Against) / times.GetValueOrDefault(Policy);
        string here = ours is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0.00}×") : "not to be had, since one of them did not reach the target";
        string why = ours is { } figure && figure >= Speedup ? "" : $" {WhyLower}";
        return string.Create(CultureInfo.InvariantCulture, $"{Policy} over {Against} ({Configuration}): published {Speedup:0.00}× ({Source}); here {here}.{why}");
    }
}
