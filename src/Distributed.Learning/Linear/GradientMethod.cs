namespace Distributed.Learning;

/// <summary>Stochastic gradients of small batches, which the table applies in the order in which they are committed.</summary>
public sealed record GradientMethod : LinearMethod
{
    /// <summary>What the table does with gradients.</summary>
    public GradientOptimizer Optimizer { get; init; } = GradientOptimizer.AdaGrad;

    /// <summary>
    /// The step size, &gt; 0, of weights and biases; null: what suits the optimizer and the size of values and labels. In the second half of the epochs steps become
    /// smaller along a line, to 0 at the end; Adam's do not.
    /// </summary>
    public float? LearningRate { get; init; }

    /// <summary>Examples of one push, ≥ 1; null: by the number of examples and workers.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Whether rows of the table count penalties: those of L1, and with FTRL those of L2.</summary>
    internal bool CountsPenalties(LinearObjective objective) => objective.L1 > 0 || (objective.L2 > 0 && Optimizer == GradientOptimizer.FtrlProximal);
}
