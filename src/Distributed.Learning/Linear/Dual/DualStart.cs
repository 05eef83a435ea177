namespace Distributed.Learning;

/// <summary>
/// Where dual ascent starts from, given a linear model: every example's dual is what its loss' slope is there. Near the optimum the sums of these are
/// the model again; elsewhere they are the start that it is worth.
/// </summary>
/// <param name="Sums">v.</param>
/// <param name="Duals">α of every position, and as its mean the same.</param>
internal sealed record DualStart(float[] Sums, float[] Duals)
{
    private const int Columns = DualTables.Mean + 1;

    internal static DualStart Of<TLoss>(TLoss loss, DualProblem problem, LinearStart model)
        where TLoss : struct, IDualLoss<TLoss>
    {
        float[] duals = new float[problem.Examples.Count * Columns];
        ReadOnlyMemory<float> weights = model.Weights;
        float bias = problem.HasBias ? model.Biases.Span[0] : 0;
        Parallel.For(0, problem.Examples.Shards, shard =>
        {
            for (int position = problem.Examples.Firsts[shard]; position < problem.Examples.Firsts[shard + 1]; position++)
            {
                double margin = RowKernel.ExactDot(problem.Examples.Row(position), weights.Span) + bias, label = problem.Examples.Label(position);

                // With no quadratic term in the way the best dual is minus the slope; a hinge's jumps at the corner, which a small one smooths.
                duals.AsSpan(position * Columns, Columns).Fill((float)loss.Best(0, margin, label, q: 0));
            }
        });
        double[] sums = DualSums.Of(problem, duals, Columns, DualTables.Alpha);
        return new([.. sums.Select(s => (float)s)], duals);
    }
}
