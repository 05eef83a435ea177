namespace Distributed.Learning;

/// <summary>
/// One pass of dual coordinate ascent over some examples, each once, in a drawn order, against a working copy of the scaled sum of duals
/// v = Σ c α x / (λ n), whose weights are w = soft(v, λ1/λ).
/// </summary>
/// <param name="Examples">The examples.</param>
/// <param name="Lambda">λ of the squared weights, &gt; 0.</param>
/// <param name="Threshold">λ1/λ: what is taken off the size of every v_j; 0 without L1.</param>
/// <param name="TotalWeight">Σ c over all examples of all workers, n if they have no weights.</param>
/// <param name="Safety">
/// σ′: how much a step reckons with what others add at the same time; the number of workers if all that they do is added, 1 if it is averaged
/// (Ma et al., "Adding vs. averaging in distributed primal-dual optimization", ICML 2015).
/// </param>
internal readonly record struct SdcaPass(LinearShards Examples, double Lambda, float Threshold, double TotalWeight, double Safety)
{
    /// <summary>Steps over the examples.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="order">The examples to step over.</param>
    /// <param name="firstExample">The example that <paramref name="alphas"/> and <paramref name="squares"/> begin with.</param>
    /// <param name="alphas">Their duals; changed.</param>
    /// <param name="squares">Their squared lengths.</param>
    /// <param name="sums">v, to which σ′ times what the steps add is added.</param>
    internal void Run<TLoss>(TLoss loss, ReadOnlySpan<int> order, int firstExample, Span<float> alphas, ReadOnlySpan<float> squares, Span<float> sums)
        where TLoss : struct, IDualLoss<TLoss>
    {
        double scale = Safety / (Lambda * TotalWeight);
        foreach (int example in order)
        {
            FeatureRow row = Examples.Row(example);
            float weight = Examples.Weight(example), label = Examples.Label(example);
            ref float alpha = ref alphas[example - firstExample];
            double margin = Threshold == 0 ? RowKernel.Dot(row, sums) : RowKernel.DotBeyond(row, sums, Threshold);
            float best = (float)loss.Best(alpha, margin, label, weight * scale * squares[example - firstExample]);
            float step = best - alpha;
            if (step == 0)
                continue;
            alpha = best;
            RowKernel.AddScaled(row, (float)(step * weight * scale), sums);
        }
    }
}
