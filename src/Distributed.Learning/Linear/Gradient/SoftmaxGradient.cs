using System.Numerics.Tensors;

namespace Distributed.Learning;

/// <summary>φ = log Σ exp(s_k) − s_y over the scores of all classes.</summary>
internal readonly struct SoftmaxGradient : ILinearGradient
{
    private const int ClassesOnStack = 256;

    public LossSum Add(LinearShards examples, int first, int count, in LinearPoint at, in LinearPoint gradient)
    {
        Span<float> shares = at.Classes <= ClassesOnStack ? stackalloc float[at.Classes] : new float[at.Classes];
        var sum = default(LossSum);
        for (int i = first; i < first + count; i++)
        {
            float weight = examples.Weight(i);
            sum += new LossSum(weight * Shares(examples, i, at, shares), weight);
            shares[(int)examples.Label(i)] -= 1;
            FeatureRow row = examples.Row(i);
            for (int k = 0; k < shares.Length; k++)
            {
                float slope = weight * shares[k];
                GradientKernel.AddScaled(row, slope, gradient.Of(k));
                gradient.Biases[k] += slope;
            }
        }

        return sum;
    }

    public LossSum Sum(LinearShards examples, int first, int count, in LinearPoint at)
    {
        Span<float> shares = at.Classes <= ClassesOnStack ? stackalloc float[at.Classes] : new float[at.Classes];
        var sum = default(LossSum);
        for (int i = first; i < first + count; i++)
        {
            float weight = examples.Weight(i);
            sum += new LossSum(weight * Shares(examples, i, at, shares), weight);
        }

        return sum;
    }

    /// <summary>The classes' probabilities, and the loss. The highest score is taken off first, so that nothing overflows.</summary>
    private static double Shares(LinearShards examples, int position, in LinearPoint at, Span<float> shares)
    {
        FeatureRow row = examples.Row(position);
        for (int k = 0; k < shares.Length; k++)
            shares[k] = GradientKernel.Dot(row, at.Of(k)) + at.Biases[k];
        float highest = TensorPrimitives.Max<float>(shares), own = shares[(int)examples.Label(position)];
        float total = 0;
        foreach (ref float share in shares)
        {
            share = MathF.Exp(share - highest);
            total += share;
        }

        foreach (ref float share in shares)
            share /= total;
        return Math.Log(total) + (highest - (double)own);
    }
}
