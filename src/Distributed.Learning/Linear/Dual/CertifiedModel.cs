namespace Distributed.Learning;

/// <summary>The model of some duals, with the bias that is best for its weights, and what it is worth: P at the model, D at the duals, in float64.</summary>
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
            if (j == problem.Features)
                continue;
            // From here on what is held are the weights, rounded as their user gets them.
            sums[j] = own;
            ownSquares += (double)own * own;
            lengths += Math.Abs(own);
            weights[j] = own;
        }

        double[] margins = problem.Margins(sums);
        float bias = problem.HasBias ? (float)BestBias.Of(loss, problem, margins, sums[problem.Features]) : 0;
        (double primal, double dual) = Losses(loss, problem, duals, columns, margins, bias);
        double total = problem.TotalWeight, half = 0.5 * problem.Lambda;
        return new(weights, bias, new((primal / total) + (problem.Lambda1 * lengths) + (half * (ownSquares + ((double)bias * bias))), (dual / total) - (half * squares)));
    }

    private static (double Primal, double Dual) Losses<TLoss>(TLoss loss, DualProblem problem, ReadOnlyMemory<float> duals, int columns, double[] margins, double bias)
        where TLoss : struct, IDualLoss<TLoss>
    {
        LinearShards examples = problem.Examples;
        var parts = new (double Primal, double Dual)[examples.Shards];
        Parallel.For(0, examples.Shards, shard =>
        {
            double primal = 0, dual = 0;
            for (int position = examples.Firsts[shard]; position < examples.Firsts[shard + 1]; position++)
            {
                double label = examples.Label(position), weight = examples.Weight(position);
                primal += weight * loss.Primal(margins[position] + bias, label);
                dual += weight * loss.Dual(duals.Span[position * columns], label);
            }

            parts[shard] = (primal, dual);
        });
        return (parts.Sum(p => p.Primal), parts.Sum(p => p.Dual));
    }
}
