using System.Runtime.CompilerServices;

namespace Distributed.Learning;

/// <summary>The better model of some duals and their means, and what it is worth: P at the model, D at the duals, in float64. P − D bounds what any model has above the optimum.</summary>
internal sealed record CertifiedModel(float[] Weights, float Bias, GapCertificate Certificate)
{
    /// <param name="loss">The loss.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="duals">Rows of duals, by position.</param>
    /// <param name="columns">Columns of these rows.</param>
    internal static CertifiedModel Of<TLoss>(TLoss loss, DualProblem problem, ReadOnlyMemory<float> duals, int columns)
        where TLoss : struct, IDualLoss<TLoss>
    {
        double[] sums = DualSums.Of(problem, duals, columns, DualTables.Alpha);
        var model = DualModel.BetterOf(loss, problem, sums, DualSums.Of(problem, duals, columns, DualTables.Mean));
        (double primal, double dual) = Losses(loss, problem, duals, columns, model);
        double conjugate = problem.Conjugate(sums), total = problem.TotalWeight;
        return new(model.Weights, model.Bias, new((primal / total) + model.Penalty, (dual / total) - conjugate));
    }

    private static (double Primal, double Dual) Losses<TLoss>(TLoss loss, DualProblem problem, ReadOnlyMemory<float> duals, int columns, DualModel model)
        where TLoss : struct, IDualLoss<TLoss>
    {
        LinearShards examples = problem.Examples;
        var parts = new (double Primal, double Dual)[examples.Shards];
        Parallel.For(0, examples.Shards, shard => parts[shard] = LossesOf(loss, examples, shard, duals.Span, columns, model));
        return (parts.Sum(p => p.Primal), parts.Sum(p => p.Dual));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Primal, double Dual) LossesOf<TLoss>(TLoss loss, LinearShards examples, int shard, ReadOnlySpan<float> duals, int columns, DualModel model)
        where TLoss : struct, IDualLoss<TLoss>
    {
        double primal = 0, dual = 0;
        for (int position = examples.Firsts[shard]; position < examples.Firsts[shard + 1]; position++)
        {
            double label = examples.Label(position), weight = examples.Weight(position);
            primal += weight * loss.Primal(model.Margins[position] + model.Bias, label);
            dual += weight * loss.Dual(duals[(position * columns) + DualTables.Alpha], label);
        }

        return (primal, dual);
    }
}
