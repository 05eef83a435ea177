using FsCheck;
using FsCheck.Fluent;

namespace ParameterStore.Tests;

public class ClockTimeModelTests
{
    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(2, 1)]
    [InlineData(0.5, 10)]
    public void Shifted_exponentials_have_the_means_of_their_order_statistics(double least, double rate) =>
        Agrees(ClockTimeModel.ShiftedExponential(least, rate), random => least * (1 - (Math.Log(1 - random.NextDouble()) / rate)));

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 2.5)]
    public void Paretos_have_the_means_of_their_order_statistics(double least, double shape) =>
        Agrees(ClockTimeModel.Pareto(least, shape), random => least * Math.Pow(1 - random.NextDouble(), -1 / shape));

    [Fact]
    public void Measured_times_have_the_means_of_their_order_statistics()
    {
        double[] times = [3, 1, 1, 2, 9];
        Agrees(ClockTimeModel.Measured(times), random => times[random.Next(times.Length)]);
    }

    [Fact]
    public void Of_measured_times_few_draws_are_as_counted_by_hand()
    {
        var model = ClockTimeModel.Measured([1, 3]);

        model.ExpectedTime(1, 1).Should().BeApproximately(2, 1e-12);
        model.ExpectedTime(1, 2).Should().BeApproximately(1.5, 1e-12, "three of four pairs have a 1");
        model.ExpectedTime(2, 2).Should().BeApproximately(2.5, 1e-12);
        model.ExpectedTime(5_000, 10_000).Should().BeInRange(1.9, 2.1, "many draws do not underflow");
        model.ExpectedTime(1, 10_000).Should().BeApproximately(1, 1e-12);
        model.ExpectedTime(10_000, 10_000).Should().BeApproximately(3, 1e-12);
    }

    [Fact]
    public void Waiting_for_the_last_of_a_tail_without_a_mean_takes_for_ever()
    {
        ClockTimeModel.Pareto(1, 1).ExpectedTime(4, 4).Should().Be(double.PositiveInfinity);
        ClockTimeModel.Pareto(1, 1).ExpectedTime(3, 4).Should().BeApproximately(4.0 / 1, 1e-12, "4/3 · 3/2 · 2/1");
        KOfNOptions.BestOf(ClockTimeModel.Pareto(1, 0.5), 40).Needed.Should().BeLessThan(39);
    }

    [Fact]
    public void The_best_k_is_the_best_of_all() => Prop.ForAll<byte, byte>((workers, rate) =>
    {
        int n = 1 + (workers % 60);
        foreach (ClockTimeModel model in new[] { ClockTimeModel.ShiftedExponential(1, 0.05 + (rate / 20.0)), ClockTimeModel.Pareto(1, 0.3 + (rate / 40.0)), ClockTimeModel.Measured([1, 1, 1 + (rate / 10.0)]) })
        {
            KOfNOptions best = KOfNOptions.BestOf(model, n);
            best.Workers.Should().Be(n);
            double[] rates = [.. Enumerable.Range(1, n).Select(k => k / model.ExpectedTime(k, n))];
            rates[best.Needed!.Value - 1].Should().Be(rates.Max());
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Where_nobody_is_slow_all_are_waited_for() => KOfNOptions.BestOf(ClockTimeModel.Measured([2, 2, 2]), 8).Needed.Should().Be(8);

    [Fact]
    public void Where_one_clock_in_twenty_takes_long_about_nine_tenths_are_waited_for() =>
        KOfNOptions.BestOf(ClockTimeModel.Measured([.. Enumerable.Repeat(1.0, 19), 2.5]), 40).Needed.Should().BeInRange(34, 38);

    /// <summary>Of many workers the best share of shifted exponentials is that of coded computation: k/n → 1 + 1/W₋₁(−e^(−μ−1)).</summary>
    [Theory]
    [InlineData(1, 0.6822)]
    [InlineData(0.1, 0.3405)]
    public void Of_many_workers_the_best_share_is_the_limit_that_is_known(double rate, double share)
    {
        // What the share solves: (1 − s)·(1 + μ − ln(1 − s)) = 1, from W·e^W = −e^(−μ−1) with W = −1/(1 − s).
        ((1 - share) * (1 + rate - Math.Log(1 - share))).Should().BeApproximately(1, 1e-3);

        (KOfNOptions.BestOf(ClockTimeModel.ShiftedExponential(1, rate), 2_000).Needed!.Value / 2_000.0).Should().BeApproximately(share, 0.01);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Numbers_that_are_not_over_0_are_refused(double number)
    {
        FluentActions.Invoking(() => ClockTimeModel.ShiftedExponential(number, 1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => ClockTimeModel.ShiftedExponential(1, number)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => ClockTimeModel.Pareto(number, 1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => ClockTimeModel.Pareto(1, number)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => ClockTimeModel.Measured([1, number])).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Places_that_there_are_not_are_refused()
    {
        var model = ClockTimeModel.Pareto(1, 2);
        FluentActions.Invoking(() => model.ExpectedTime(0, 3)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => model.ExpectedTime(4, 3)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => ClockTimeModel.Measured([])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => KOfNOptions.BestOf(model, 0)).Should().Throw<ArgumentOutOfRangeException>();
    }

    private static void Agrees(ClockTimeModel model, Func<Random, double> draw)
    {
        const int Workers = 6;
        const int Rounds = 200_000;
        var random = new Random(5);
        var sums = new double[Workers];
        var times = new double[Workers];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < Workers; i++)
                times[i] = draw(random);
            Array.Sort(times);
            for (int i = 0; i < Workers; i++)
                sums[i] += times[i];
        }

        for (int k = 1; k <= Workers; k++)
            model.ExpectedTime(k, Workers).Should().BeApproximately(sums[k - 1] / Rounds, 0.03 * sums[k - 1] / Rounds, $"the mean of the {k}th");
    }
}
