namespace ParameterStore.Tests;

/// <summary>
/// Under geometric staleness, P(τ = l) = (1/M) (1 − 1/M)^l, the expected steps of M asynchronous workers are those of one with momentum 1 − 1/M and a step
/// of η/M (Mitliagkas et al., "Asynchrony begets momentum", Allerton 2016): without noise, exactly.
/// </summary>
public sealed class ImplicitMomentumTests
{
    private const double Step = 0.2, Curvature = 1.5;
    private const int Steps = 400;

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(40)]
    public void The_momentum_that_is_fitted_to_expected_asynchronous_steps_is_one_less_an_mth(int workers)
    {
        double[] x = Asynchronous(workers);

        // Least squares of x[t + 1] − x[t] over the change before and the gradient.
        double aa = 0, ab = 0, bb = 0, ay = 0, by = 0;
        for (int t = 1; t + 1 < x.Length; t++)
        {
            (double change, double gradient, double next) = (x[t] - x[t - 1], Curvature * x[t], x[t + 1] - x[t]);
            (aa, ab, bb, ay, by) = (aa + (change * change), ab + (change * gradient), bb + (gradient * gradient), ay + (change * next), by + (gradient * next));
        }

        double determinant = (aa * bb) - (ab * ab);
        (((ay * bb) - (by * ab)) / determinant).Should().BeApproximately(1 - (1.0 / workers), 1e-9);
        (((by * aa) - (ay * ab)) / determinant).Should().BeApproximately(-Step / workers, 1e-9);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(40)]
    public void The_fold_with_that_momentum_takes_the_same_steps(int workers)
    {
        double[] x = Asynchronous(workers);
        var row = new TableImage(new("x", 1, 1) { Fold = Fold.Momentum(1 - (1f / workers)) }, [1]);
        for (int t = 0; t + 1 < x.Length; t++)
        {
            row.Values[0].Should().BeApproximately((float)x[t], 1e-4f, "step {0}", t);
            row.Fold(new TablePush(TableRows.All(new(0), 1), new[] { (float)(-Step / workers * Curvature * row.Values[0]) }), 1, 0, t + 1);
        }
    }

    // Gradients before the first step are 0.
    private static double[] Asynchronous(int workers)
    {
        double[] x = new double[Steps];
        x[0] = 1;
        for (int t = 0; t + 1 < Steps; t++)
        {
            double gradient = 0, share = 1.0 / workers;
            for (int lag = 0; lag <= t; lag++, share *= 1 - (1.0 / workers))
                gradient += share * Curvature * x[t - lag];
            x[t + 1] = x[t] - (Step * gradient);
        }

        return x;
    }
}
