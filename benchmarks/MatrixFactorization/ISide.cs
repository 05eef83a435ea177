using Microsoft.ML;

namespace Benchmarks;

/// <summary>A trainer that takes part.</summary>
internal interface ISide
{
    string Name { get; }

    /// <summary>What to try when tuning; all sides try equally many.</summary>
    IReadOnlyList<Rates> Grid { get; }

    /// <summary>One whole Fit, reading included.</summary>
    Fitted Fit(IDataView train, Rates rates, int epochs, int threads);
}

/// <summary>A trained model and how long it took.</summary>
/// <param name="Model">Scores (user, item) pairs.</param>
/// <param name="Seconds">Of the whole Fit.</param>
/// <param name="UpdatesPerSecond">While training, without reading; null where the trainer does not tell.</param>
internal sealed record Fitted(ITransformer Model, double Seconds, double? UpdatesPerSecond);
