namespace Distributed.Learning;

/// <summary>φ(m) = ½ (m − y)².</summary>
internal readonly struct SquaredDualLoss : IDualLoss<SquaredDualLoss>
{
    public double Primal(double margin, double label) => 0.5 * (margin - label) * (margin - label);

    public double Dual(double alpha, double label) => alpha * (label - (0.5 * alpha));

    public double Best(double old, double margin, double label, double q) => old + ((label - margin - old) / (1 + q));
}

/// <summary>φ(m) = ½ r² where r = m − y is at most δ, and δ (|r| − ½ δ) beyond (Huber, 1964).</summary>
/// <param name="delta">δ, &gt; 0, in the labels' unit.</param>
internal readonly struct HuberDualLoss(double delta) : IDualLoss<HuberDualLoss>
{
    public double Primal(double margin, double label)
    {
        double error = Math.Abs(margin - label);
        return error <= delta ? 0.5 * error * error : delta * (error - (0.5 * delta));
    }

    public double Dual(double alpha, double label) => Math.Abs(alpha) > delta ? double.NegativeInfinity : alpha * (label - (0.5 * alpha));

    public double Best(double old, double margin, double label, double q) =>
        Math.Clamp(old + ((label - margin - old) / (1 + q)), -delta, delta);
}

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

    public double Best(double old, double margin, double label, double q)
    {
        double missing = 1 - (label * margin), curvature = q + gamma;
        if (curvature == 0)
            return missing > 0 ? label : 0;
        return label * Math.Clamp((missing + (old * label * q)) / curvature, 0, 1);
    }
}

/// <summary>φ(m) = log(1 + e^(−y m)), in nats.</summary>
internal readonly struct LogisticDualLoss : IDualLoss<LogisticDualLoss>
{
    private const int StepsMax = 20;

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
            bool isNear = Math.Abs(next - t) <= 1e-6 * (1 + Math.Abs(t));
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
