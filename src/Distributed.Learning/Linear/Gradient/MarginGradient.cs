using System.Runtime.CompilerServices;

namespace Distributed.Learning;

/// <summary>The gradient of a loss of one margin.</summary>
internal readonly struct MarginGradient<TLoss>(TLoss loss) : ILinearGradient
    where TLoss : struct, IMarginLoss
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public LossSum Add(LinearShards examples, int first, int count, in LinearPoint at, in LinearPoint gradient)
    {
        Span<float> slopes = stackalloc float[ILinearGradient.ExamplesMax];
        LossSum sum = Follow(examples, first, count, at, slopes);
        slopes = slopes[..count];
        GradientKernel.AddScaled(examples, first, slopes, gradient.Weights);
        float bias = 0;
        foreach (float slope in slopes)
            bias += slope;
        gradient.Biases[0] += bias;
        return sum;
    }

    public LossSum Sum(LinearShards examples, int first, int count, in LinearPoint at)
    {
        Span<float> slopes = stackalloc float[ILinearGradient.ExamplesMax];
        return Follow(examples, first, count, at, slopes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private LossSum Follow(LinearShards examples, int first, int count, in LinearPoint at, Span<float> margins)
    {
        Span<float> labels = stackalloc float[ILinearGradient.ExamplesMax], weights = stackalloc float[ILinearGradient.ExamplesMax];
        double weight = 0;
        for (int i = 0; i < count; i++)
        {
            labels[i] = examples.Label(first + i);
            weights[i] = examples.Weight(first + i);
            weight += weights[i];
        }

        GradientKernel.Margins(examples, first, at.Weights, at.Biases[0], margins[..count]);

        // Whole groups of lanes; the examples that are not there weigh nothing.
        int whole = (count + GradientKernel.Lanes - 1) / GradientKernel.Lanes * GradientKernel.Lanes;
        return new(loss.Follow(margins[..whole], labels[..whole], weights[..whole]), weight);
    }
}
