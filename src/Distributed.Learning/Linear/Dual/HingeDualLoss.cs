namespace Distributed.Learning;

/// <summary>φ(m) = max(0, 1 − y m), smoothed by a quadratic over a stretch γ before the corner; 0: not smoothed.</summary>
/// <param name="gamma">γ, ≥ 0, in units of the margin.</param>
internal readonly struct HingeDualLoss(double gamma) : IDualLoss<HingeDualLoss>
{
    public double Primal(double margin, double label)
    {
        double missing = 1 - (label * margin);
        return missing <= 0 ? 0 : missing < gamma ? missing * missing / (2 * gamma) : missing - (0.5 * gamma);
    }

    public double Dual(double alpha, double label)
    {
        double a = alpha * label;
        return a is < 0 or > 1 ? double.NegativeInfinity : a - (0.5 * gamma * a * a);
    }

    public double Step(double old, double margin, double label, double q, out double primal, out double apart)
    {
        primal = Primal(margin, label);
        apart = primal - Dual(old, label) + (old * margin);
        return Best(old, margin, label, q);
    }

    /// <remarks>It bends at the corner, of which more examples are near the more are beyond it.</remarks>
    public double Curvature(double size) => 0.5 * size;

    public double Settled(double alpha, double label)
    {
        double a = alpha * label;
        return a < 1 ? 0.5 * gamma * a * a : double.NaN;
    }

    public double Best(double old, double margin, double label, double q)
    {
        double missing = 1 - (label * margin), curvature = q + gamma;
        if (curvature == 0)
            return missing > 0 ? label : 0;
        return label * Math.Clamp((missing + (old * label * q)) / curvature, 0, 1);
    }
}
