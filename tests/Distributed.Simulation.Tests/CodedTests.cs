namespace Distributed.Simulation.Tests;

public sealed class CodedTests
{
    [Theory]
    [InlineData(-0.1, -3.577152063957297)]
    [InlineData(-0.1353352832366127, -3.1461932206205825)]
    [InlineData(-0.36787944117144233, -1)]
    [InlineData(-1e-20, -49.96298427667447)]
    public void The_lower_branch_of_Lamberts_function_is_found(double x, double expected)
    {
        double w = LambertW.Lower(x);
        w.Should().BeApproximately(expected, 1e-7);
        (w * Math.Exp(w)).Should().BeApproximately(x, 1e-12);
    }

    [Fact]
    public void The_best_k_of_the_model_is_that_of_Lamberts_function()
    {
        foreach (double mu in new[] { 0.1, 1, 10 })
        {
            int best = Enumerable.Range(1, 1_000).MinBy(k => CodedTimes.Coded(1_000, k, mu));
            CodedTimes.BestNeeded(1_000, mu).Should().BeInRange(best - 2, best + 2);
            (1_000 * CodedTimes.Coded(1_000, best, mu)).Should().BeApproximately(CodedTimes.Gamma(mu), 0.01 * CodedTimes.Gamma(mu));
        }
    }

    [Theory]
    [InlineData(10, 1.31)]
    [InlineData(100, 1.98)]
    [InlineData(1_000, 2.70)]
    public void Expected_speedups_are_those_of_the_specification(int workers, double speedup) =>
        (CodedTimes.Uncoded(workers, 1) / CodedTimes.Coded(workers, CodedTimes.BestNeeded(workers, 1), 1)).Should().BeApproximately(speedup, 0.02);

    [Fact]
    public void The_fitted_slope_is_within_a_tenth_of_the_theory_and_decoding_is_exact()
    {
        IReadOnlyList<CodedPoint> points = CodedExperiment.Run(new() { Mus = [0.1, 1], Seeds = 3, Products = 300 });
        foreach (IGrouping<double, CodedPoint> section in points.GroupBy(point => point.Mu))
        {
            double wanted = CodedTimes.Slope(section.Key);
            CodedExperiment.FittedSlope([.. section]).Should().BeInRange(0.9 * wanted, 1.1 * wanted, $"μ = {section.Key}");
        }

        points.Should().OnlyContain(point => point.DecodeError <= CodedExperiment.DecodeErrorMax);
        points.Should().OnlyContain(point => Math.Abs(point.Speedup - point.Expected) < 0.05 * point.Expected);
        points.Single(point => point.Mu == 1 && point.Workers == 1_000).Needed.Should().Be(682);
    }

    [Fact]
    public void Coding_loses_where_times_hardly_vary()
    {
        CodedPoint point = CodedExperiment.Run(new() { Mus = [10], Workers = [10], Seeds = 3 }).Single();
        point.Speedup.Should().BeInRange(0.9, 1);
    }

    [Theory]
    [InlineData(10, 7)]
    [InlineData(40, 32)]
    [InlineData(100, 68)]
    [InlineData(12, 12)]
    public void Any_k_replies_give_the_product(int workers, int needed)
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var draws = new Draws(seed);
            double[] times = [.. Enumerable.Range(0, workers).Select(seat => Draws.Unit(seed, (uint)seat))];
            CodedRun.Check(new(needed, workers, draws), times, draws).Should().BeLessThanOrEqualTo(CodedExperiment.DecodeErrorMax, $"seed {seed}");
        }
    }

    [Fact]
    public void Nearly_dependent_replies_are_noticed_and_more_of_them_solve_it()
    {
        double[,] two = { { 1, 1 }, { 1, 1 + 1e-12 } }, right = { { 2 }, { 2 } };
        PivotedQr.Solve(two, right, out double condition);
        condition.Should().BeGreaterThan(MdsCode.ConditionMax);

        double[,] three = { { 1, 1 }, { 1, 1 + 1e-12 }, { 2, -1 } }, more = { { 3 }, { 3 + 1e-12 }, { 3 } };
        double[,] x = PivotedQr.Solve(three, more, out condition);
        condition.Should().BeLessThan(10);
        x[0, 0].Should().BeApproximately(2, 1e-9);
        x[1, 0].Should().BeApproximately(1, 1e-9);
    }

    [Fact]
    public void A_wrong_weight_is_noticed()
    {
        var draws = new Draws(3);
        MdsCode code = new(4, 6, draws), other = new(4, 6, new(4));
        double[,] blocks = { { 1 }, { 2 }, { 3 }, { 4 } };
        double[,] decoded = other.Decode([0, 4, 2, 5], code.Encode(blocks), out _);
        Math.Abs(decoded[1, 0] - 2).Should().BeGreaterThan(CodedExperiment.DecodeErrorMax);
    }
}
