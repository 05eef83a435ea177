namespace Distributed.Learning.Tests;

/// <summary>Newton's method with a line search, for losses with a slope everywhere; λ2 must be &gt; 0.</summary>
internal static class NewtonReference
{
    private const int StepsMax = 200;

    internal static Optimum Solve(LinearExamples source, LinearObjective objective, bool biasCounts)
    {
        var examples = new DenseExamples(source);
        double[] weights = new double[examples.Columns];
        double value = Optimum.ValueAt(examples, objective, weights, biasCounts), norm = double.PositiveInfinity;
        for (int step = 0; step < StepsMax; step++)
        {
            (double[] slopes, double[,] curvatures) = Slopes(examples, objective, weights, biasCounts);
            norm = Math.Sqrt(slopes.Sum(g => g * g));
            double[] towards = Cholesky.Solve(curvatures, slopes);
            double rate = 1;
            while (rate > 1e-12)
            {
                double[] next = [.. weights.Select((w, j) => w - (rate * towards[j]))];
                double there = Optimum.ValueAt(examples, objective, next, biasCounts);
                if (there < value)
                {
                    (weights, value) = (next, there);
                    break;
                }

                rate /= 2;
            }

            if (rate <= 1e-12)
                break;
        }

        // P − P* ≤ ‖∇P‖² / 2λ; a bias that is not regularized has the curvature of the losses only, which is far more here.
        return new(weights, value, norm * norm / (2 * objective.L2));
    }

    private static (double[] Slopes, double[,] Curvatures) Slopes(DenseExamples examples, LinearObjective objective, double[] weights, bool biasCounts)
    {
        int size = weights.Length;
        double[] slopes = new double[size];
        double[,] curvatures = new double[size, size];
        for (int i = 0; i < examples.Count; i++)
        {
            ReferenceLoss loss = ReferenceLoss.Of(objective, examples.Margin(i, weights), examples.Labels[i]);
            for (int j = 0; j < size; j++)
            {
                slopes[j] += examples.Weights[i] * loss.Slope * examples.Rows[i][j];
                for (int k = 0; k <= j; k++)
                    curvatures[j, k] += examples.Weights[i] * loss.Curvature * examples.Rows[i][j] * examples.Rows[i][k];
            }
        }

        for (int j = 0; j < size; j++)
        {
            bool counts = j < size - 1 || biasCounts;
            slopes[j] += counts ? objective.L2 * weights[j] : 0;
            curvatures[j, j] += counts ? objective.L2 : 1e-12;
        }

        return (slopes, curvatures);
    }
}
