using Microsoft.ML;

namespace Benchmarks;

/// <summary>A trainer of linear models that takes part.</summary>
internal interface ILinearSide
{
    string Name { get; }

    /// <summary>What to try when tuning; all sides try equally many.</summary>
    IReadOnlyList<LinearChoice> Grid { get; }

    /// <summary>One whole Fit, reading included.</summary>
    /// <param name="train">What to learn from.</param>
    /// <param name="rows">How many rows that is.</param>
    /// <param name="choice">What was tuned.</param>
    /// <param name="passes">Passes over the data.</param>
    /// <param name="threads">Threads.</param>
    LinearFitted Fit(IDataView train, int rows, LinearChoice choice, int passes, int threads);
}

/// <summary>A trained model and how long it took.</summary>
/// <param name="Model">Scores examples by log-odds.</param>
/// <param name="Seconds">Of the whole Fit.</param>
/// <param name="ReadingSeconds">Of that, reading; null where the trainer does not tell.</param>
internal sealed record LinearFitted(ITransformer Model, double Seconds, double? ReadingSeconds);
