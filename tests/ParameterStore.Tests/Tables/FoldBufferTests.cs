namespace ParameterStore.Tests;

public sealed class FoldBufferTests
{
    private const int Rows = 3000, Rounds = 4;

    public static TheoryData<Fold, int> Folds => new()
    {
        { Fold.Add, 1 },
        { Fold.Momentum(0.9f), 1 },
        { Fold.AdaGrad(0.3f), 1 },
        { Fold.AdaGrad(0.3f), 3 },
        { Fold.StalenessAware(Fold.AdaGrad(0.3f)), 1 },
        { Fold.CompositeAdaGrad(0.3f, 0.01f), 2 },
        { Fold.Ftrl(0.3f, 1, 0.1f, 0.1f), 1 },
        { Fold.Ftrl(0.3f, 1, 0.1f, 0.1f), 3 },
        { Fold.CompositeFtrl(0.3f, 1, 0.1f, 0.1f), 2 },
        { Fold.Adam(0.01f), 1 },
        { Fold.Adam(0.01f), 5 },
        { Fold.DelayCompensated(0.04f, 0.1f), 1 },
        { Fold.AdaptiveDelayCompensated(2, 0.1f), 1 },
        { Fold.AdaGrad(0.3f), 40 },
    };

    [Theory]
    [MemberData(nameof(Folds))]
    public void Scattered_rows_that_are_folded_together_get_the_bits_of_each_row_alone(Fold fold, int columns)
    {
        var spec = new TableSpec("weights", Rows, columns) { Fold = fold };
        TableImage together = new(spec), alone = new(spec);
        var random = new Random(7);
        for (int round = 1; round <= Rounds; round++)
        {
            RowRange[] ranges = Scattered(random);
            var part = new TablePush(new(0), ranges, Numbers(random, Rows * columns)) { Pulled = Numbers(random, Rows * columns) };
            together.Fold(part, 0.7f, lag: round, change: round);
            foreach (RowRange range in ranges)
                for (int row = range.Start; row < range.End; row++)
                    alone.FoldRows(new(row, row + 1), RowOf(part.Image, columns, row), fold.NeedsPulled ? RowOf(part.Pulled, columns, row) : [], 0.7f, lag: round);
        }

        together.Values.Should().Equal(alone.Values);
        together.State.Should().Equal(alone.State);
        together.Values.Should().Contain(v => v != 0);
    }

    [Fact]
    public void Rows_that_no_range_names_stay()
    {
        var spec = new TableSpec("weights", Rows, 1) { Fold = Fold.AdaGrad(0.3f) };
        var image = new TableImage(spec);
        RowRange[] ranges = Scattered(new(3));
        image.Fold(new(new(0), ranges, Numbers(new(4), Rows)), 1, lag: 0, change: 1);
        var named = ranges.SelectMany(r => Enumerable.Range(r.Start, r.Count)).ToHashSet();
        Enumerable.Range(0, Rows).Where(row => image.State[row] != 0).Should().BeSubsetOf(named).And.HaveCount(named.Count);
    }

    // Mostly single rows, some short runs, a few long ones, far more than go together.
    private static RowRange[] Scattered(Random random)
    {
        var ranges = new List<RowRange>();
        for (int row = random.Next(3); row < Rows;)
        {
            int length = random.Next(50) == 0 ? 60 : random.Next(5) == 0 ? random.Next(2, 9) : 1;
            int end = Math.Min(Rows, row + length);
            ranges.Add(new(row, end));
            row = end + random.Next(1, 3);
        }

        return [.. ranges];
    }

    private static float[] Numbers(Random random, int count)
    {
        float[] numbers = new float[count];
        foreach (ref float number in numbers.AsSpan())
            number = random.NextSingle() - 0.5f;
        return numbers;
    }

    private static ReadOnlySpan<float> RowOf(ReadOnlyMemory<float> image, int columns, int row) => image.Span.Slice(row * columns, columns);
}
