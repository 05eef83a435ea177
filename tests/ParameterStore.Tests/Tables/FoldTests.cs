using FsCheck;
using FsCheck.Fluent;

namespace ParameterStore.Tests;

public sealed class FoldTests
{
    public static TheoryData<string> Names => [.. PlainFold.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_fold_is_its_formula_to_the_bit(string name)
    {
        PlainFold plain = PlainFold.All[name];
        var random = new Random(7);
        foreach ((int rows, int columns) in new[] { (0, 5), (1, 5), (3, 5), (16, 5), (211, 5), (2, 33), (3, 17) })
        {
            var spec = new TableSpec("t", rows, columns) { Fold = plain.Fold };
            var image = new TableImage(spec, Values(rows * columns));
            float[] expected = [.. image.Values], state = new float[rows * spec.StateColumns];
            for (int round = 0; round < 20; round++)
            {
                float weight = round % 3 == 0 ? 1 : random.NextSingle();
                int lag = random.Next(5);
                var part = new TablePush(TableRows.All(new(0), rows), Values(rows * columns)) { Pulled = Values(rows * columns) };
                plain.ApplyAll(expected, state, part.Image.Span, part.Pulled.Span, spec.Columns, weight, lag);
                image.Fold(part, weight, lag, round + 1);
                image.Values.AsSpan().SequenceEqual(expected).Should().BeTrue("round {0} of {1} rows", round, rows);
                image.State.Should().Equal(state);
            }
        }

        float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() - 0.5f) * 4)];
    }

    [Fact]
    public void A_fused_operation_would_be_noticed()
    {
        var random = new Random(3);
        int different = 0;
        for (int i = 0; i < 1000; i++)
        {
            float velocity = random.NextSingle(), delta = random.NextSingle();
            float[] row = [0], state = [velocity];
            PlainFold.All["momentum"].Apply(row, state, [delta], [], 0.3f, 0);
            different += state[0] == MathF.FusedMultiplyAdd(0.9f, velocity, 0.3f * delta) ? 0 : 1;
        }

        different.Should().BeGreaterThan(100);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ranges_are_folded_as_though_each_row_were_alone(string name)
    {
        var random = new Random(11);
        var spec = new TableSpec("t", 40, 3) { Fold = PlainFold.All[name].Fold };
        TableImage whole = new(spec), single = new(spec);
        for (int round = 1; round <= 10; round++)
        {
            float[] deltas = [.. whole.Values.Select(_ => random.NextSingle())], pulled = [.. whole.Values.Select(_ => random.NextSingle())];
            RowRange[] ranges = [new(1, 9), new(10, 11), new(20, 40)];
            whole.Fold(new TablePush(new(0), ranges, deltas) { Pulled = pulled }, 0.7f, round, round);
            foreach (RowRange range in ranges)
                for (int row = range.Start; row < range.End; row++)
                    single.Fold(new TablePush(new(0), new RowRange[] { new(row, row + 1) }, deltas) { Pulled = pulled }, 0.7f, round, round);
        }

        whole.Values.Should().Equal(single.Values);
        whole.State.Should().Equal(single.State);
        whole.Values[0].Should().Be(0);
    }

    [Fact]
    public void Folds_without_strength_are_addition_to_the_bit_and_keep_no_state()
    {
        Gen<float> values = Gen.Choose(-1_000_000, 1_000_000).Select(i => i / 65_537f);
        Gen<float[]> columns = values.ArrayOf(19);
        Arbitrary<(float[] Row, float[] Deltas, float[] Pulled, int Weight, int Lag)> cases = Arb.From(
            from row in columns
            from deltas in columns
            from pulled in columns
            from weight in Gen.Choose(1, 9)
            from lag in Gen.Choose(0, 2_000)
            select (row, deltas, pulled, weight, lag));
        Prop.ForAll(cases, c =>
        {
            Fold[] folds = [Fold.Momentum(0), Fold.Momentum(-0f), Fold.DelayCompensated(0, 0.1f), Fold.AdaptiveDelayCompensated(0, 0.1f)];
            float[] expected = Folded(Fold.Add, c.Row, c.Deltas, c.Pulled, c.Weight / 4f, c.Lag);
            float[] first = Folded(Fold.Add, c.Row, c.Deltas, c.Pulled, c.Weight / 4f, 0);
            return folds.All(f => f.StateColumns(5) == 0 && !f.NeedsPulled && Folded(f, c.Row, c.Deltas, c.Pulled, c.Weight / 4f, c.Lag).AsSpan().SequenceEqual(expected))
                && Folded(Fold.StalenessAware(), c.Row, c.Deltas, c.Pulled, c.Weight / 4f, c.Lag % 2).AsSpan().SequenceEqual(first)
                && Folded(Fold.StalenessAware(Fold.Momentum(0)), c.Row, c.Deltas, c.Pulled, c.Weight / 4f, c.Lag % 2).AsSpan().SequenceEqual(first);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_lag_divides_the_step()
    {
        Folded(Fold.StalenessAware(), [1], [8], [0], 1, 4).Should().Equal(1 + 2);
        Folded(Fold.StalenessAware(), [1], [8], [0], 0.5f, 2).Should().Equal(1 + 2);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_text_is_read_as_the_fold_that_wrote_it(string name)
    {
        Fold fold = PlainFold.All[name].Fold;
        FoldText.Parse(fold.ToString()).Should().Be(fold);
        FoldText.Parse(fold.ToString()).GetHashCode().Should().Be(fold.GetHashCode());
        PlainFold.All.Values.Count(other => other.Fold.Equals(fold)).Should().Be(1);
    }

    [Fact]
    public void Texts_are_as_they_are()
    {
        Fold.Add.ToString().Should().Be("Add");
        Fold.StalenessAware(Fold.Momentum(0.9f)).ToString().Should().Be("StalenessAware(Momentum(0.9))");
        Fold.DelayCompensated(0.04f, 0.1f).ToString().Should().Be("DelayCompensated(0.04, step 0.1)");
        Fold.AdaGrad(0.1f).ToString().Should().Be("AdaGrad(0.1)");
        Fold.CompositeAdaGrad(0.1f, 1e-4f).ToString().Should().Be("CompositeAdaGrad(0.1, l1 0.0001)");
        Fold.Ftrl(0.1f, 1, 0, -0f).ToString().Should().Be("Ftrl(0.1, beta 1, l1 0, l2 0)");
        Fold.CompositeFtrl(0.1f, 1, 2, 0.5f).ToString().Should().Be("CompositeFtrl(0.1, beta 1, l1 2, l2 0.5)");
        Fold.Adam(0.001f).ToString().Should().Be("Adam(0.001, beta1 0.9, beta2 0.999)");
        Fold.Momentum(-0f).Should().Be(Fold.Momentum(0));
        foreach (string text in new[] { "", "add", "Add()", "Momentum", "Momentum(2)", "Momentum(0.90)", "Momentum(x)", "Momentum(0.9", "StalenessAware(StalenessAware(Add))", "DelayCompensated(1)", "DelayCompensated(1, 2)", "AdaGrad(0)", "AdaGrad(0.10)", "CompositeAdaGrad(0.1)", "Ftrl(0.1, beta 1, l1 0)", "Ftrl(0.1, beta 1, l2 0, l1 0)", "Adam(0.1)" })
            FluentActions.Invoking(() => FoldText.Parse(text)).Should().Throw<FormatException>().WithMessage($"'{text}'*");
    }

    [Fact]
    public void Numbers_out_of_range_are_refused_by_name()
    {
        foreach (float mu in new[] { 1, -1, float.NaN, float.PositiveInfinity })
            FluentActions.Invoking(() => Fold.Momentum(mu)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("mu");
        foreach (float lambda in new[] { -0.1f, float.NaN, float.PositiveInfinity })
            FluentActions.Invoking(() => Fold.DelayCompensated(lambda, 1)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("lambda");
        foreach (float step in new[] { 0, -1, float.NaN, float.PositiveInfinity, float.Epsilon })
            FluentActions.Invoking(() => Fold.AdaptiveDelayCompensated(2, step)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("step");
        foreach (float rate in new[] { 0, -1, float.NaN, float.PositiveInfinity })
        {
            FluentActions.Invoking(() => Fold.AdaGrad(rate)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("rate");
            FluentActions.Invoking(() => Fold.Adam(rate)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("rate");
            FluentActions.Invoking(() => Fold.Ftrl(rate, 1, 0, 0)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("alpha");
            FluentActions.Invoking(() => Fold.CompositeFtrl(1, rate, 0, 0)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("beta");
        }

        FluentActions.Invoking(() => Fold.CompositeAdaGrad(1, -1)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("l1");
        FluentActions.Invoking(() => Fold.Ftrl(1, 1, 0, float.NaN)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("l2");
        FluentActions.Invoking(() => Fold.Adam(1, 1)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("beta1");
        FluentActions.Invoking(() => Fold.Adam(1, 0.9f, -0.1f)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("beta2");
        FluentActions.Invoking(() => new TableSpec("a", 4, 1) { Fold = Fold.CompositeAdaGrad(1, 1) }.Validate()).Should().Throw<ArgumentException>().WithMessage("*'a'*at least 2*");
        FluentActions.Invoking(() => Fold.StalenessAware(Fold.StalenessAware())).Should().Throw<ArgumentException>().WithMessage("*StalenessAware(Add)*");
    }

    [Fact]
    public void A_spec_is_its_fold_too_and_owned_rows_are_not_folded()
    {
        var spec = new TableSpec("a", 4, 2) { Fold = Fold.Momentum(0.9f) };
        spec.Validate();
        spec.IsSameAs(spec with { Fold = Fold.Momentum(0.9f) }).Should().BeTrue();
        spec.IsSameAs(spec with { Fold = Fold.Momentum(0.8f) }).Should().BeFalse();
        spec.ToString().Should().Contain("fold Momentum(0.9)");
        (spec with { Sharing = Sharing.OwnedBy([0, 4], OwnedDurability.EveryCommit) })
            .Invoking(s => s.Validate()).Should().Throw<ArgumentException>().WithMessage("*'a'*owned*Momentum(0.9)*");
    }

    private static float[] Folded(Fold fold, float[] row, float[] deltas, float[] pulled, float weight, int lag)
    {
        float[] values = [.. row];
        fold.Apply(new(values, new float[fold.StateColumns(row.Length)], deltas, pulled, row.Length), weight, lag);
        return values;
    }
}
