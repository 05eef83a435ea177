using System.Runtime.CompilerServices;

namespace Distributed.Learning;

/// <summary>φ(m) = log(1 + e^(−y m)), in nats.</summary>
internal readonly struct LogisticDualLoss : IDualLoss<LogisticDualLoss>
{
    private const int StepsMax = 100;

    // What is left of the condition, in units of the score, of which a's share is smaller still.
    private const double NearEnough = 1e-5;

    // Steps over which the logistic function is as good as a line: it bends by less than a twentieth of their square.
    private const double NearlyStraight = 0.01;

    public double Primal(double margin, double label)
    {
        double z = -label * margin;
        return z > 0 ? z + Math.Log(1 + Math.Exp(-z)) : Math.Log(1 + Math.Exp(z));
    }

    public double Dual(double alpha, double label)
    {
        double a = alpha * label;
        return a is < 0 or > 1 ? double.NegativeInfinity : Entropy(a) + Entropy(1 - a);
    }

    /// <remarks>Where an example is true with probability p, |φ'| is 2 p (1 − p) on average, and φ'' is p (1 − p).</remarks>
    public double Curvature(double size) => 0.5 * size;

    public double Settled(double alpha, double label)
    {
        double a = alpha * label;
        return a < 1 ? -Math.Log(1 - a) : double.NaN;
    }

    public double Best(double old, double margin, double label, double q)
    {
        double score = label * margin;
        return label * Solve(old * label, score, q, Logistic(-score));
    }

    /// <remarks>
    /// The gap's part is the divergence of a from the share s that the margin asks for, ∫ (a − u) / (u (1 − u)) du from s to a, taken at the centre of
    /// its weights: exact where both meet, and too low where they are far apart, as in the first epochs.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Step(double old, double margin, double label, double q, out double primal, out double apart)
    {
        double score = label * margin, a = old * label;
        double decay = Math.Exp(-Math.Abs(score));
        double share = (score > 0 ? decay : 1) / (1 + decay);
        primal = Math.Max(0, -score) + Math.Log(1 + decay);
        double centre = ((2 * share) + a) / 3;
        double spread = centre * (1 - centre);
        apart = spread > 0 ? (a - share) * (a - share) / (2 * spread) : 0;
        return label * Solve(a, score, q, share);
    }

    /// <summary>
    /// With a as the logistic function of t, the condition is h(t) = t + y m + (a(t) − a_old) q = 0, where h rises. Its root lies between −y m and the t of
    /// a_old. Newton's steps alone may go round in circles where the logistic function bends, so that a step which leaves the bracket, or does not halve
    /// the one before it, becomes a bisection (Press et al., "Numerical recipes", §9.4).
    /// </summary>
    /// <param name="a">a_old.</param>
    /// <param name="score">y m.</param>
    /// <param name="q">As in <see cref="Best"/>.</param>
    /// <param name="at">The logistic function of −y m.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Solve(double a, double score, double q, double at)
    {
        double low = -score - ((1 - a) * q), high = -score + (a * q), t = -score, step = double.PositiveInfinity;
        for (int steps = 0; steps < StepsMax; steps++)
        {
            double h = t + score + ((at - a) * q);
            if (Math.Abs(h) <= NearEnough * (1 + Math.Abs(score)))
                break;
            if (h > 0)
                high = t;
            else
                low = t;
            double slope = at * (1 - at), next = t - (h / (1 + (q * slope)));
            if (!(next > low && next < high) || Math.Abs(next - t) > 0.5 * step)
                next = 0.5 * (low + high);
            else if (Math.Abs(next - t) < NearlyStraight)
                return at + (slope * (next - t));
            step = Math.Abs(next - t);
            t = next;
            at = Logistic(t);
        }

        return at;
    }

    private static double Logistic(double t) => 1 / (1 + Math.Exp(-t));

    private static double Entropy(double share) => share > 0 ? -share * Math.Log(share) : 0;
}
