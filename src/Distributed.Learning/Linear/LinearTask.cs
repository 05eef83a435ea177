namespace Distributed.Learning;

/// <summary>A linear model to be learned.</summary>
public sealed record LinearTask
{
    /// <summary>What from.</summary>
    public required LinearExamples Examples { get; init; }

    /// <summary>What to measure the mean loss on after every epoch; null: nothing.</summary>
    public LinearExamples? Validation { get; init; }

    /// <summary>What to minimize.</summary>
    public required LinearObjective Objective { get; init; }

    /// <summary>By which algorithm.</summary>
    public required LinearMethod Method { get; init; }

    /// <summary>Decides every draw.</summary>
    public ulong Seed { get; init; }

    /// <summary>Workers of all processes together, ≥ 1: examples are cut for them.</summary>
    public required int Workers { get; init; }

    /// <summary>Whether pushes cross a network, where fewer and larger ones are better.</summary>
    public bool PushesOverNetwork { get; init; }

    /// <summary>What to start from; null: zeros, but by gradients a bias at the labels' weighted mean (squared loss), median (Huber's) or log-odds (logistic).</summary>
    public LinearStart? Start { get; init; }
}
