namespace Distributed.Learning;

/// <summary>Squared errors over some examples; sums add up.</summary>
/// <param name="Sum">Σ e².</param>
/// <param name="Count">How many examples.</param>
public readonly record struct SquaredLoss(double Sum, long Count)
{
    /// <summary>√(Σ e² / n); NaN over nothing.</summary>
    public double RootMean => Math.Sqrt(Sum / Count);

    /// <summary>Both together.</summary>
    public static SquaredLoss operator +(SquaredLoss left, SquaredLoss right) => new(left.Sum + right.Sum, left.Count + right.Count);
}
