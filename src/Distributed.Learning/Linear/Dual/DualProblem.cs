using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Distributed.Learning;

/// <summary>
/// An objective as its dual sees it. The shared sums v = Σ c α x / (λ C), with a last one for the bias, give the weights w = soft(v, λ1/λ); L1 does
/// not touch the bias, the squared term does.
/// </summary>
/// <param name="Examples">The examples.</param>
/// <param name="Lambda">λ2, &gt; 0.</param>
/// <param name="Lambda1">λ1, ≥ 0.</param>
/// <param name="HasBias">Whether every example has one more feature that is 1.</param>
internal sealed record DualProblem(LinearShards Examples, double Lambda, double Lambda1, bool HasBias)
{
    private const int SampleMax = 2048;

    private DualProblem? _sample;

    /// <summary>C = Σ c.</summary>
    internal double TotalWeight { get; } = Examples.Examples.TotalWeight;

    /// <summary>λ1/λ: what is taken off the size of every v_j.</summary>
    internal double Threshold { get; } = Lambda1 / Lambda;

    /// <summary>The same of examples from all over: to compare models by.</summary>
    internal DualProblem Sample => _sample ??= Examples.Count <= SampleMax ? this : new(new LinearShards(Examples.Examples.Sampled(SampleMax), 1), Lambda, Lambda1, HasBias);

    /// <summary>Features, and one for the bias.</summary>
    internal int Sums => Features + (HasBias ? 1 : 0);

    internal int Features => Examples.Examples.Features;

    /// <summary>x·w by the sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal double Margin(in FeatureRow row, ReadOnlySpan<double> sums)
    {
        double margin = Threshold == 0 ? RowKernel.Dot(row, sums) : RowKernel.DotBeyond(row, sums, Threshold);
        return HasBias ? margin + sums[Features] : margin;
    }

    /// <summary>x·w of every position, without the bias.</summary>
    /// <param name="weights">w, and perhaps the bias after it.</param>
    internal double[] Margins(double[] weights)
    {
        double[] margins = new double[Examples.Count];
        Parallel.For(0, Examples.Shards, shard => FillMargins(Examples, shard, weights, margins));
        return margins;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillMargins(LinearShards examples, int shard, ReadOnlySpan<double> weights, Span<double> margins)
    {
        for (int position = examples.Firsts[shard]; position < examples.Firsts[shard + 1]; position++)
            margins[position] = RowKernel.Dot(examples.Row(position), weights);
    }

    /// <summary>‖x‖².</summary>
    internal float SquaredLength(in FeatureRow row) => RowKernel.SquaredLength(row) + (HasBias ? 1 : 0);

    /// <summary>v += scale · x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(in FeatureRow row, double scale, Span<double> sums)
    {
        RowKernel.AddScaled(row, scale, sums);
        if (HasBias)
            sums[Features] += scale;
    }

    /// <summary>λ1 ‖w‖₁ + λ/2 ‖w‖² of the weights of sums.</summary>
    internal double Penalty(ReadOnlySpan<double> sums)
    {
        (double lengths, double squares) = Norms(sums[..Features]);
        return Penalty(lengths, squares, BiasOf(sums));
    }

    /// <summary>The same of weights and a bias.</summary>
    internal double Penalty(ReadOnlySpan<double> weights, double bias) => Penalty(TensorPrimitives.SumOfMagnitudes(weights), TensorPrimitives.SumOfSquares(weights), bias);

    /// <summary>λ/2 ‖w‖² of the weights of sums: what the penalty is to the dual.</summary>
    internal double Conjugate(ReadOnlySpan<double> sums) => Penalty(0, Norms(sums[..Features]).Squares, BiasOf(sums));

    private double BiasOf(ReadOnlySpan<double> sums) => HasBias ? sums[Features] : 0;

    private double Penalty(double lengths, double squares, double bias) => (Lambda1 * lengths) + (0.5 * Lambda * (squares + (bias * bias)));

    private (double Lengths, double Squares) Norms(ReadOnlySpan<double> sums)
    {
        double lengths = 0, squares = 0;
        foreach (double sum in sums)
        {
            double weight = RowKernel.Beyond(sum, Threshold);
            lengths += Math.Abs(weight);
            squares += weight * weight;
        }

        return (lengths, squares);
    }
}
