namespace Distributed.Learning;

/// <summary>A loss φ of a margin m = x·w + b as gradients need it. Kernels are compiled for each.</summary>
internal interface IMarginLoss
{
    /// <summary>
    /// Replaces margins by weight × φ′(m). Spans have one length, a multiple of <see cref="GradientKernel.Lanes"/>; what is over has weight 0.
    /// </summary>
    /// <param name="margins">m of each example; replaced.</param>
    /// <param name="labels">A number, or −1 and 1.</param>
    /// <param name="weights">≥ 0.</param>
    /// <returns>Σ weight × φ(m).</returns>
    double Follow(Span<float> margins, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights);
}
