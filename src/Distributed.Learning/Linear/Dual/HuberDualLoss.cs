namespace Distributed.Learning;

/// <summary>φ(m) = ½ r² where r = m − y is at most δ, and δ (|r| − ½ δ) beyond (Huber, 1964).</summary>
/// <param name="delta">δ, &gt; 0, in the labels' unit.</param>
internal readonly struct HuberDualLoss(double delta) : IDualLoss<HuberDualLoss>
{
    // What duals are kept in, so that none is beyond it by rounding.
    private readonly double _delta = (float)delta;

    public double Primal(double margin, double label)
    {
        double error = Math.Abs(margin - label);
        return error <= _delta ? 0.5 * error * error : _delta * (error - (0.5 * _delta));
    }

    public double Dual(double alpha, double label) => Math.Abs(alpha) > _delta ? double.NegativeInfinity : alpha * (label - (0.5 * alpha));

    public double Step(double old, double margin, double label, double q, out double primal, out double apart)
    {
        primal = Primal(margin, label);
        apart = primal - Dual(old, label) + (old * margin);
        return Best(old, margin, label, q);
    }

    public double Curvature(double size) => 1;

    public double Settled(double alpha, double label) => Math.Abs(alpha) < _delta ? 0.5 * alpha * alpha : double.NaN;

    public double Best(double old, double margin, double label, double q) =>
        Math.Clamp(old + ((label - margin - old) / (1 + q)), -_delta, _delta);
}
