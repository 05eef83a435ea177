namespace Benchmarks;

/// <summary>A trainer of linear models that takes part.</summary>
internal interface ILinearSide
{
    string Name { get; }

    /// <summary>The most threads that it can use.</summary>
    int ThreadsMax => int.MaxValue;

    /// <summary>What to try when tuning; all sides try equally many.</summary>
    IReadOnlyList<LinearChoice> Grid { get; }

    /// <summary>The passes that are looked at until it reaches a target, ascending.</summary>
    IReadOnlyList<int> Passes(LinearProtocol protocol) => protocol.Passes;

    /// <summary>One whole Fit, reading included.</summary>
    /// <param name="train">What to learn from.</param>
    /// <param name="choice">What was tuned.</param>
    /// <param name="passes">Passes over the data, or what the side has in their place.</param>
    /// <param name="threads">Threads.</param>
    LinearFitted Fit(LinearPart train, LinearChoice choice, int passes, int threads);
}

/// <summary>A trained model and how long it took.</summary>
/// <param name="Loss">The mean log-loss on some rows, in nats.</param>
/// <param name="Seconds">Of the whole Fit.</param>
/// <param name="ReadingSeconds">Of that, reading; null where the trainer does not tell.</param>
internal sealed record LinearFitted(Func<LinearPart, double> Loss, double Seconds, double? ReadingSeconds);
