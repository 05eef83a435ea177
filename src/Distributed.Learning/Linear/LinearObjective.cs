namespace Distributed.Learning;

/// <summary>
/// What a linear model minimizes: P(w, b) = Σ c φ(x·w + b) / Σ c + λ1 ‖w‖₁ + λ2/2 ‖w‖², with the examples' weights c.
/// </summary>
public sealed record LinearObjective
{
    /// <summary>φ.</summary>
    public required LinearLoss Loss { get; init; }

    /// <summary>δ of Huber's loss, γ of the smoothed hinge: &gt; 0, finite. Other losses have none.</summary>
    public double Width { get; init; } = 1;

    /// <summary>λ1, ≥ 0.</summary>
    public double L1 { get; init; }

    /// <summary>λ2, ≥ 0.</summary>
    public double L2 { get; init; }

    /// <summary>Whether there is a bias b.</summary>
    public bool Bias { get; init; } = true;

    /// <summary>How many classes; 1 unless the loss is <see cref="LinearLoss.Softmax"/>, ≥ 2 there.</summary>
    public int Classes { get; init; } = 1;
}
