namespace ParameterStore.Tests;

/// <summary>The folds that follow gradients, against values that were worked out by hand and against what their papers promise.</summary>
public sealed class GradientFoldTests
{
    private const float Off = 1e-6f;

    [Fact]
    public void AdaGrad_steps_by_the_rate_over_the_root_of_the_sum_of_squares()
    {
        // √9 = 3, √(9 + 16) = 5.
        TableImage row = Row(Fold.AdaGrad(0.5f), 1);
        Push(row, -3);
        row.Values[0].Should().BeApproximately(1 - 0.5f, Off);
        Push(row, -4);
        row.Values[0].Should().BeApproximately(1 - 0.5f - (0.5f * 4 / 5), Off);
        row.State[0].Should().Be(25);
        Push(row, 0);
        row.State[0].Should().Be(25, "without a gradient nothing moves");
    }

    [Fact]
    public void A_weight_scales_gradients_before_they_are_squared()
    {
        TableImage row = Row(Fold.AdaGrad(1), 0);
        Push(row, -6, weight: 0.5f);
        row.State[0].Should().Be(9);
        TableImage sum = Row(Fold.Ftrl(1, 1, 0, 0), 0);
        Push(sum, -6, weight: 0.5f);
        sum.State.Should().Equal(3, 9);
    }

    [Fact]
    public void Composite_AdaGrad_takes_the_penalty_off_after_the_step_and_stops_at_zero()
    {
        // r = 1 − 1 · 3/3 · 0.25 = 0.75; off: 0.25 · 2 · 0.6 / 3 = 0.1.
        TableImage row = Row(Fold.CompositeAdaGrad(0.25f, 0.6f), 1, 0);
        Push(row, [-3, 2]);
        row.Values.Should().SatisfyRespectively(w => w.Should().BeApproximately(0.65f, Off), c => c.Should().Be(0, "it is of the push only"));
        Push(row, [0, 20]);
        row.Values.Should().Equal(0, 0);
        Push(row, [3, 0]);
        row.Values[0].Should().BeApproximately(0.25f / MathF.Sqrt(2), Off, "a count of 0 frees the row");
    }

    [Fact]
    public void A_value_that_no_gradient_moved_keeps_what_it_began_with()
    {
        TableImage row = Row(Fold.CompositeAdaGrad(0.25f, 0.6f), 1, 2, 0);
        Push(row, [-3, 0, 1]);
        row.Values[1].Should().Be(2);
    }

    [Fact]
    public void Ftrl_is_the_algorithm_of_its_paper()
    {
        // z, n = 3, 9: −(3 − 1) / ((1 + 3) / 2 + 0.5) = −0.8. Then σ = (5 − 3) / 2 = 1, z = 3 + 4 + 0.8, n = 25: −6.8 / (3 + 0.5).
        TableImage row = Row(Fold.Ftrl(2, 1, 1, 0.5f), 0);
        Push(row, -3);
        row.Values[0].Should().BeApproximately(-0.8f, Off);
        Push(row, -4);
        row.Values[0].Should().BeApproximately(-6.8f / 3.5f, Off);
        row.State.Should().SatisfyRespectively(z => z.Should().BeApproximately(7.8f, 1e-5f), n => n.Should().Be(25));
    }

    [Fact]
    public void Ftrl_without_penalties_is_AdaGrad_but_for_beta()
    {
        var random = new Random(4);
        TableImage ftrl = Row(Fold.Ftrl(0.3f, 1e-6f, 0, 0), 0.7f), plain = Row(Fold.AdaGrad(0.3f), 0.7f);
        for (int i = 0; i < 50; i++)
        {
            float delta = random.NextSingle() - 0.4f;
            Push(ftrl, delta);
            Push(plain, delta);
            ftrl.Values[0].Should().BeApproximately(plain.Values[0], 1e-4f);
        }
    }

    [Fact]
    public void A_row_goes_on_from_the_values_that_it_began_with()
    {
        foreach (Fold fold in new[] { Fold.Ftrl(0.1f, 1, 0.02f, 0.1f), Fold.CompositeFtrl(0.1f, 1, 0.02f, 0.1f) })
        {
            float[] start = [0.5f, -2, 0, 1e-3f, 0];
            TableImage row = Row(fold, start);
            Push(row, new float[5]);
            row.Values.Zip(start).Should().OnlyContain(v => Math.Abs(v.First - v.Second) < Off, "{0}", fold);
            Push(row, [0, 0, 1e-3f, 0, 0]);
            row.Values[0].Should().BeApproximately(0.5f, Off);
        }
    }

    [Fact]
    public void A_penalty_larger_than_all_gradients_leaves_zeros_and_composite_ones_grow_with_the_pushes()
    {
        TableImage constant = Row(Fold.Ftrl(0.1f, 1, 1, 0), 0, 0), growing = Row(Fold.CompositeFtrl(0.1f, 1, 1, 0), 0, 0, 0);
        for (int i = 0; i < 20; i++)
        {
            Push(constant, [-0.9f, 0.9f]);
            Push(growing, [-0.9f, 0.9f, 1]);
        }

        growing.Values.Should().Equal(0, 0, 0);
        growing.State[^1].Should().Be(20);
        constant.Values.Should().NotContain(0, "a sum of gradients passes any constant");
    }

    [Theory]
    [InlineData(1f, 1_000)]
    [InlineData(0.3f, 3_000)]
    public void Penalties_count_on_beyond_what_a_float_can_count(float pushed, int times)
    {
        const float Most = 1 << 24;
        TableImage row = Row(Fold.CompositeFtrl(0.1f, 1, 1, 0), 0, 0);
        Push(row, [0, Most]);
        for (int i = 0; i < times; i++)
        {
            // What a worker's working copy and what it pulled come to.
            float pulled = row.Values[1], working = pulled + pushed;
            Push(row, [0, working - pulled]);
        }

        ((double)row.State[^1] + row.Values[1] - Most).Should().BeApproximately(pushed * (double)times, 0.1);
        Push(row, [-Most - 500, 0]);
        row.Values[0].Should().Be(0, "the penalties' sum is larger than the gradients'");
        Push(row, [-1_000, 0]);
        row.Values[0].Should().NotBe(0);
    }

    [Fact]
    public void What_a_push_counts_reaches_composite_AdaGrad_whole_however_many_came_before()
    {
        TableImage row = Row(Fold.CompositeAdaGrad(0.1f, 1), 0, 0);
        Push(row, [0, 1 << 25]);
        row.Values[1].Should().Be(0, "a difference to a large sum would lose it");
    }

    [Fact]
    public void The_first_step_of_Adam_is_the_rate_whatever_the_gradient_and_rows_count_their_own()
    {
        TableImage rows = new(new("t", 2, 3) { Fold = Fold.Adam(0.25f) });
        float[] deltas = [-5, 1e-3f, 0, 7, 7, 7];
        for (int i = 1; i <= 3; i++)
            rows.Fold(new TablePush(new(0), new RowRange[] { new(0, 1) }, deltas), 1, 0, i);
        rows.Values.AsSpan(0, 3).ToArray().Should().SatisfyRespectively(
            a => a.Should().BeApproximately(-0.75f, 1e-4f), b => b.Should().BeApproximately(0.75f, 1e-4f), c => c.Should().Be(0));
        rows.Fold(new TablePush(new(0), new RowRange[] { new(1, 2) }, deltas), 1, 0, 4);
        rows.Values.AsSpan(3).ToArray().Should().OnlyContain(v => Math.Abs(v - 0.25f) < 1e-5f, "the other row's updates are not this one's");
    }

    [Fact]
    public void Adam_divides_by_one_less_the_power_of_beta()
    {
        double m = 0, v = 0, w = 0;
        TableImage row = Row(Fold.Adam(0.1f, 0.8f, 0.95f), 0);
        for (int t = 1; t <= 200; t++)
        {
            double d = Math.Sin(t) + 0.2;
            (m, v) = ((0.8 * m) + (0.2 * d), (0.95 * v) + (0.05 * d * d));
            w += 0.1 * (m / (1 - Math.Pow(0.8, t))) / Math.Sqrt(v / (1 - Math.Pow(0.95, t)));
            Push(row, (float)d);
            row.Values[0].Should().BeApproximately((float)w, 1e-3f, "step {0}", t);
        }
    }

    private static TableImage Row(Fold fold, params float[] values) => new(new("t", 1, values.Length) { Fold = fold }, [.. values]);

    private static void Push(TableImage row, float delta, float weight = 1) => Push(row, [delta], weight);

    private static void Push(TableImage row, float[] deltas, float weight = 1) => row.Fold(new TablePush(TableRows.All(new(0), 1), deltas), weight, 0, 1);
}
