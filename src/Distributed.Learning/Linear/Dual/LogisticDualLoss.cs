namespace Distributed.Learning;

/// <summary>φ(m) = log(1 + e^(−y m)), in nats.</summary>
internal readonly struct LogisticDualLoss : IDualLoss<LogisticDualLoss>
{
    private const int StepsMax = 20;

    // A step of Newton's squares the error: after one of this size there is none left in single precision.
    private const double NearEnough = 1e-4;

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

    public double Settled(double alpha, double label)
    {
        double a = alpha * label;
        return a < 1 ? -Math.Log(1 - a) : double.NaN;
    }

    /// <summary>
    /// With a = α y as the logistic function of t, the condition is h(t) = t + y m + (a(t) − a_old) q = 0. Its slope lies between 1 and 1 + q/4 and has no
    /// trouble at the ends of a's domain, so Newton's steps need a bracket only.
    /// </summary>
    public double Best(double old, double margin, double label, double q)
    {
        double a = old * label, score = label * margin;
        double low = -score - ((1 - a) * q), high = -score + (a * q);
        double t = Math.Clamp(-score, low, high);
        double at = Logistic(t);
        for (int step = 0; step < StepsMax; step++)
        {
            double h = t + score + ((at - a) * q);
            if (h > 0)
                high = t;
            else
                low = t;
            double next = t - (h / (1 + (q * at * (1 - at))));
            if (!(next > low && next < high))
                next = 0.5 * (low + high);
            bool isNear = Math.Abs(next - t) <= NearEnough * (1 + Math.Abs(t));
            t = next;
            at = Logistic(t);
            if (isNear)
                break;
        }

        return label * at;
    }

    private static double Logistic(double t) => 1 / (1 + Math.Exp(-t));

    private static double Entropy(double share) => share > 0 ? -share * Math.Log(share) : 0;
}
