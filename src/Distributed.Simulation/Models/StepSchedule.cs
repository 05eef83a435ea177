namespace Distributed.Simulation;

/// <summary>How the learning rate goes down while a run goes on.</summary>
public sealed class StepSchedule
{
    private readonly Func<long, double> _factor;

    private StepSchedule(Func<long, double> factor) => _factor = factor;

    /// <summary>It stays.</summary>
    public static StepSchedule Constant { get; } = new(_ => 1);

    /// <summary>
    /// It falls with 1/√t, where t counts the clocks of all workers together from 1, as though they took turns: what the theorem of stale synchronous
    /// parallel assumes (Ho et al., NIPS 2013, theorem 1), with <see cref="StaleSynchronousStep"/> as the rate to begin with.
    /// </summary>
    public static StepSchedule InverseSquareRoot { get; } = new(t => 1 / Math.Sqrt(t));

    /// <summary>
    /// The rate σ = F / (L √(2 (s + 1) P)) to begin with, under which stale synchronous parallel has a regret of at most 4 F L √(2 (s + 1) P T) after T
    /// clocks of all workers together (Ho et al., NIPS 2013, theorem 1).
    /// </summary>
    /// <param name="radius">F over 0: half the squared distance of any two parameter vectors that are met is at most F².</param>
    /// <param name="lipschitz">L over 0: no gradient is longer.</param>
    /// <param name="staleness">s, 0 or more clocks.</param>
    /// <param name="workers">P, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double StaleSynchronousStep(double radius, double lipschitz, int staleness, int workers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(radius);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lipschitz);
        ArgumentOutOfRangeException.ThrowIfNegative(staleness);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        return radius / (lipschitz * Math.Sqrt(2 * (staleness + 1.0) * workers));
    }

    /// <summary>What the rate is multiplied by at the t-th clock of all workers together, t from 1.</summary>
    internal double FactorAt(long t) => _factor(t);
}
