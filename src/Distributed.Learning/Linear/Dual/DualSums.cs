using System.Runtime.CompilerServices;

namespace Distributed.Learning;

/// <summary>The sums v = Σ c α x / (λ C) of duals, or of their means, in float64 and one order, however many threads there are.</summary>
internal static class DualSums
{
    /// <param name="problem">The problem.</param>
    /// <param name="duals">Rows of duals, by position.</param>
    /// <param name="columns">Columns of these rows.</param>
    /// <param name="column">The column that is summed.</param>
    internal static double[] Of(DualProblem problem, ReadOnlyMemory<float> duals, int columns, int column)
    {
        LinearShards examples = problem.Examples;
        double[] sums = new double[problem.Sums];
        double[][] parts = new double[Math.Min(Environment.ProcessorCount, examples.Shards)][];
        for (int from = 0; from < examples.Shards; from += parts.Length)
        {
            int wave = Math.Min(parts.Length, examples.Shards - from), first = from;
            Parallel.For(0, wave, i => Add(problem, first + i, duals.Span[column..], columns, parts[i] ??= new double[sums.Length]));
            foreach (double[] part in parts.AsSpan(0, wave))
            {
                for (int j = 0; j < sums.Length; j++)
                    sums[j] += part[j];
                part.AsSpan().Clear();
            }
        }

        double scale = 1 / (problem.Lambda * problem.TotalWeight);
        for (int j = 0; j < sums.Length; j++)
            sums[j] *= scale;
        return sums;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(DualProblem problem, int shard, ReadOnlySpan<float> duals, int columns, Span<double> sums)
    {
        LinearShards examples = problem.Examples;
        for (int position = examples.Firsts[shard]; position < examples.Firsts[shard + 1]; position++)
        {
            double factor = (double)duals[position * columns] * examples.Weight(position);
            if (factor != 0)
                problem.Add(examples.Row(position), factor, sums);
        }
    }
}
