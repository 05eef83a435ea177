using System.Globalization;

namespace Benchmarks;

/// <summary>Chooses a side's options on the validation part.</summary>
internal sealed class Tuning
{
    private readonly List<(Rates Rates, int Epochs, double Rmse)> _trials = [];

    /// <summary>The pair with the smallest error at any of the looked-at passes.</summary>
    public Rates Best => _trials.MinBy(t => t.Rmse).Rates;

    public double BestRmse => _trials.Min(t => t.Rmse);

    /// <summary>Tries the whole grid, with all the processors that are measured later.</summary>
    public static Tuning Run(ISide side, Parts parts, Protocol protocol, TextWriter notes)
    {
        Tuning tuning = new();
        foreach (Rates rates in side.Grid)
        {
            foreach (int epochs in protocol.TunedAt)
            {
                tuning._trials.Add((rates, epochs, Trial.Rmse(side, parts.Fit, parts.Validation, parts.Mean, rates, epochs, protocol.Threads.Max())));
            }

            string curve = string.Join("  ", tuning._trials.Where(t => t.Rates == rates).Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Epochs}: {t.Rmse:0.0000}")));
            notes.WriteLine($"  tune {side.Name,-16} {rates,-20} {curve}");
        }

        return tuning;
    }

    /// <summary>The pair that reaches an error on the validation part in the fewest passes; <see cref="Best"/> if none does.</summary>
    public Rates Fastest(double target)
    {
        var reached = _trials.Where(t => t.Rmse <= target).ToList();
        if (reached.Count == 0)
            return Best;
        int fewest = reached.Min(t => t.Epochs);
        return reached.Where(t => t.Epochs == fewest).MinBy(t => t.Rmse).Rates;
    }
}
