using static System.FormattableString;

namespace Distributed.Learning;

/// <summary>Weights with their best bias, and what they are worth: P at them, D at the residuals scaled until they are feasible, in float64.</summary>
/// <param name="Weights">β of every feature.</param>
/// <param name="Bias">The bias.</param>
/// <param name="Certificate">P and D.</param>
/// <param name="LargestSlope">The largest size of a_j · r / C: where all weights are 0, the λ1 from which on they are.</param>
internal sealed record CertifiedLasso(float[] Weights, float Bias, GapCertificate Certificate, double LargestSlope)
{
    /// <param name="problem">The problem.</param>
    /// <param name="weights">β of every feature.</param>
    internal static CertifiedLasso Of(LassoProblem problem, float[] weights)
    {
        FeatureColumns columns = problem.Columns;
        double total = problem.TotalWeight;
        double[] residuals = new double[problem.Labels.Length];
        for (int i = 0; i < residuals.Length; i++)
            residuals[i] = problem.Labels[i];
        double penalty = 0;
        for (int j = 0; j < weights.Length; j++)
        {
            if (weights[j] == 0)
                continue;
            columns.Add(j, -(double)weights[j], residuals);
            penalty += problem.Penalty(weights[j]);
        }

        double along = TakeOutRoots(problem, residuals);
        double squares = 0, withLabels = 0;
        for (int i = 0; i < residuals.Length; i++)
        {
            squares += residuals[i] * residuals[i];
            withLabels += residuals[i] * problem.Labels[i];
        }

        double[] slopes = new double[weights.Length];
        Parallel.For(0, columns.Shards, shard =>
        {
            for (int j = columns.Firsts[shard]; j < columns.Firsts[shard + 1]; j++)
                slopes[j] = columns.Dot(j, residuals) / total;
        });
        var seen = default(LassoSlopes);
        foreach (double slope in slopes)
            seen.Add(slope, problem);
        double scale = seen.Scale(problem);
        double dual = (((scale * withLabels) - (0.5 * scale * scale * squares)) / total) - seen.Conjugates;
        return new(weights, (float)problem.BiasOf(weights, along), new((0.5 * squares / total) + penalty, dual), seen.Largest);
    }

    /// <summary>What is doubtful about a model without weights; null: nothing, or there are some.</summary>
    /// <param name="lambda1">λ1.</param>
    internal string? Doubt(double lambda1)
    {
        if (lambda1 < LargestSlope || Weights.AsSpan().ContainsAnyExcept(0f))
            return null;
        return LargestSlope == 0
            ? "All weights are 0: over these examples no feature goes with the labels."
            : Invariant($"All weights are 0: L1 is {lambda1:G4}, and from {LargestSlope:G4} (λ_max of these examples) on no weight is worth its penalty. Set L1 below that, as to a hundredth of it.");
    }

    /// <returns>The residuals' part along √c.</returns>
    private static double TakeOutRoots(LassoProblem problem, double[] residuals)
    {
        if (!problem.HasBias)
            return 0;
        float[] roots = problem.Columns.Roots;
        double along = 0, square = 0;
        for (int i = 0; i < roots.Length; i++)
        {
            along += residuals[i] * roots[i];
            square += (double)roots[i] * roots[i];
        }

        for (int i = 0; i < roots.Length; i++)
            residuals[i] -= roots[i] * along / square;
        return along;
    }
}
