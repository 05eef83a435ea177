namespace Distributed.Learning;

/// <summary>φ(m) = ½ (m − y)².</summary>
internal readonly struct SquaredDualLoss : IDualLoss<SquaredDualLoss>
{
    public double Primal(double margin, double label) => 0.5 * (margin - label) * (margin - label);

    public double Dual(double alpha, double label) => alpha * (label - (0.5 * alpha));

    public double Step(double old, double margin, double label, double q, out double primal, out double apart)
    {
        primal = Primal(margin, label);
        apart = primal - Dual(old, label) + (old * margin);
        return Best(old, margin, label, q);
    }

    public double Curvature(double size) => 1;

    public double Settled(double alpha, double label) => 0.5 * alpha * alpha;

    public double Best(double old, double margin, double label, double q) => old + ((label - margin - old) / (1 + q));
}
