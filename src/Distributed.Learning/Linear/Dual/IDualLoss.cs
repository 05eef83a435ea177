namespace Distributed.Learning;

/// <summary>
/// A loss φ(m) of a margin m = x·w, and its dual. α stands for −φ'(m) at the optimum, so that w = Σ c α x / (λ C); the dual's part of an example is
/// −φ*(−α) (Shalev-Shwartz and Zhang, "Stochastic dual coordinate ascent methods for regularized loss minimization", JMLR 2013).
/// </summary>
/// <typeparam name="TSelf">The loss itself: kernels are compiled for each.</typeparam>
internal interface IDualLoss<TSelf>
    where TSelf : struct, IDualLoss<TSelf>
{
    /// <summary>φ(m).</summary>
    double Primal(double margin, double label);

    /// <summary>−φ*(−α); −∞ outside of the dual's domain.</summary>
    double Dual(double alpha, double label);

    /// <summary>The α that maximizes −φ*(−α) − (α − old) m − (α − old)² q / 2.</summary>
    /// <param name="old">The α before.</param>
    /// <param name="margin">The example's margin m with it.</param>
    /// <param name="label">The example's label: a number, or −1 and 1.</param>
    /// <param name="q">c σ′ ‖x‖² / (λ C), ≥ 0.</param>
    double Best(double old, double margin, double label, double q);

    /// <summary><see cref="Best"/>, and of the example before it what a pass sums up; in one go, as they share work.</summary>
    /// <param name="old">The α before.</param>
    /// <param name="margin">The example's margin m with it.</param>
    /// <param name="label">The example's label.</param>
    /// <param name="q">c σ′ ‖x‖² / (λ C), ≥ 0.</param>
    /// <param name="primal">φ(m).</param>
    /// <param name="apart">φ(m) + φ*(−α) + α m, perhaps a little off where exactness is dear: the example's part of the gap.</param>
    double Step(double old, double margin, double label, double q, out double primal, out double apart);

    /// <summary>About φ'' on average, ≥ 0.</summary>
    /// <param name="size">|φ'| on average, ≥ 0.</param>
    double Curvature(double size);

    /// <summary>φ(m) of the margin at which α is −φ'(m), as it is once the example is settled; NaN if α does not say.</summary>
    double Settled(double alpha, double label);
}
