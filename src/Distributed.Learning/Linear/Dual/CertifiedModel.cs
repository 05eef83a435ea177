namespace Distributed.Learning;

/// <summary>The model of some duals and what it is worth: P at its weights, D at the duals, in float64.</summary>
internal sealed record CertifiedModel(float[] Weights, float Bias, GapCertificate Certificate)
{
    /// <param name="loss">The loss.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="duals">Rows that begin with α, by position.</param>
    /// <param name="columns">Columns of these rows.</param>
    internal static CertifiedModel Of<TLoss>(TLoss loss, DualProblem problem, ReadOnlyMemory<float> duals, int columns)
        where TLoss : struct, IDualLoss<TLoss>
    {
        double[] sums = DualSums.Of(problem, duals, columns);
        double threshold = problem.Threshold, squares = 0, ownSquares = 0, lengths = 0;
        float[] weights = new float[problem.Features];
        for (int j = 0; j < sums.Length; j++)
        {
            double exact = j == problem.Features ? sums[j] : RowKernel.Beyond(sums[j], threshold);
            float own = (float)exact;
            squares += exact * exact;
            ownSquares += (double)own * own;
            // From here on what is held is the model, rounded as its user gets it.
            sums[j] = own;
            if (j == problem.Features)
                continue;
            lengths += Math.Abs(own);
            weights[j] = own;
        }

        float bias = problem.HasBias ? (float)sums[problem.Features] : 0;
        (double primal, double dual) = Losses(loss, problem, duals, columns, sums);
        double total = problem.TotalWeight, half = 0.5 * problem.Lambda;
        return new(weights, bias, new((primal / total) + (problem.Lambda1 * lengths) + (half * ownSquares), (dual / total) - (half * squares)));
    }

    private static (double Primal, double Dual) Losses<TLoss>(TLoss loss, DualProblem problem, ReadOnlyMemory<float> duals, int columns, double[] weights)
        where TLoss : struct, IDualLoss<TLoss>
    {
        LinearShards examples = problem.Examples;
        double bias = problem.HasBias ? weights[problem.Features] : 0;
        var parts = new (double Primal, double Dual)[examples.Shards];
        Parallel.For(0, examples.Shards, shard =>
        {
            double primal = 0, dual = 0;
            for (int position = examples.Firsts[shard]; position < examples.Firsts[shard + 1]; position++)
            {
                double label = examples.Label(position), weight = examples.Weight(position);
                primal += weight * loss.Primal(RowKernel.Dot(examples.Row(position), weights) + bias, label);
                dual += weight * loss.Dual(duals.Span[position * columns], label);
            }

            parts[shard] = (primal, dual);
        });
        return (parts.Sum(p => p.Primal), parts.Sum(p => p.Dual));
    }
}
