namespace Distributed.Learning;

/// <summary>Losses of some examples.</summary>
/// <param name="Loss">Σ weight × φ.</param>
/// <param name="Weight">Σ weight.</param>
internal readonly record struct LossSum(double Loss, double Weight)
{
    internal double Mean => Loss / Weight;

    public static LossSum operator +(LossSum a, LossSum b) => new(a.Loss + b.Loss, a.Weight + b.Weight);
}
