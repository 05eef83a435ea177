namespace Distributed.Learning;

/// <summary>
/// How far weights are from the best, at most: P(w) − D(α) with P(w) = Σ c φ(x·w) / n + λ1 ‖w‖₁ + λ/2 ‖w‖² and D(α) = Σ c (−φ*(−α)) / n − λ/2 ‖w‖², where
/// w = soft(v, λ1/λ). Both parts of the loss are sums over examples, in float64.
/// </summary>
/// <param name="PrimalLoss">Σ c φ(x·w).</param>
/// <param name="DualLoss">Σ c (−φ*(−α)).</param>
internal readonly record struct DualityGap(double PrimalLoss, double DualLoss)
{
    /// <summary>Of some examples.</summary>
    internal static DualityGap Of<TLoss>(TLoss loss, LinearShards examples, int first, ReadOnlySpan<float> alphas, ReadOnlySpan<float> weights)
        where TLoss : struct, IDualLoss<TLoss>
    {
        double primal = 0, dual = 0;
        for (int i = 0; i < alphas.Length; i++)
        {
            float label = examples.Label(first + i), weight = examples.Weight(first + i);
            primal += weight * loss.Primal(RowKernel.Dot(examples.Row(first + i), weights), label);
            dual += weight * loss.Dual(alphas[i], label);
        }

        return new(primal, dual);
    }

    /// <summary>P(w).</summary>
    internal double Primal(double totalWeight, double lambda, double lambda1, ReadOnlySpan<float> weights)
    {
        (double lengths, double squares) = Norms(weights);
        return (PrimalLoss / totalWeight) + (lambda1 * lengths) + (0.5 * lambda * squares);
    }

    /// <summary>D(α), of the weights that belong to α.</summary>
    internal double Dual(double totalWeight, double lambda, ReadOnlySpan<float> weights) =>
        (DualLoss / totalWeight) - (0.5 * lambda * Norms(weights).Squares);

    private static (double Lengths, double Squares) Norms(ReadOnlySpan<float> weights)
    {
        double lengths = 0, squares = 0;
        foreach (float weight in weights)
        {
            lengths += Math.Abs(weight);
            squares += (double)weight * weight;
        }

        return (lengths, squares);
    }
}
