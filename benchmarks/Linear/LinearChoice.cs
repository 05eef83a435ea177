using System.Globalization;

namespace Benchmarks;

/// <summary>What is tuned.</summary>
/// <param name="L2">The strength of regularization beside a mean loss, times the number of examples.</param>
/// <param name="LearningRate">The step size; null for trainers that have none.</param>
internal readonly record struct LinearChoice(double L2, float? LearningRate)
{
    /// <summary>Twelve strengths, for trainers without step sizes.</summary>
    public static LinearChoice[] Strengths { get; } = [.. Enumerable.Range(0, 12).Select(i => new LinearChoice(0.03 * Math.Pow(2.6, i), null))];

    /// <summary>Four strengths with three step sizes each.</summary>
    public static LinearChoice[] StrengthsAndRates { get; } =
        [.. from l2 in new[] { 0.03, 0.5, 8, 120 } from rate in new[] { 0.02f, 0.1f, 0.5f } select new LinearChoice(l2, rate)];

    public override string ToString() => LearningRate is { } rate
        ? string.Create(CultureInfo.InvariantCulture, $"λ2 {L2:0.###}/n, rate {rate}")
        : string.Create(CultureInfo.InvariantCulture, $"λ2 {L2:0.###}/n");
}
