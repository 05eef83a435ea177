namespace Distributed.Learning.Tests;

/// <summary>Kernels beside plain loops, at lengths that fill registers, leave rests, and are shorter than one.</summary>
public sealed class RowKernelTests
{
    private const int Features = 100;

    public static TheoryData<int, bool> Rows()
    {
        TheoryData<int, bool> rows = [];
        foreach (int length in new[] { 0, 1, 3, 4, 7, 8, 9, 15, 16, 17, 31, 33, 70 })
        {
            rows.Add(length, true);
            rows.Add(length, false);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_dot_product_is_that_of_a_plain_loop(int length, bool isDense)
    {
        (int[] indices, float[] values, double[] sums) = Draw(length);
        FeatureRow row = new(isDense ? [] : indices, values, isDense);
        double expected = 0;
        for (int at = 0; at < length; at++)
            expected += values[at] * sums[isDense ? at : indices[at]];
        RowKernel.Dot(row, sums).Should().BeApproximately(expected, 1e-12);
        RowKernel.Dot(row, [.. sums.Select(v => (float)v)]).Should().BeApproximately((float)expected, 1e-4f);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void What_is_added_is_what_a_plain_loop_adds_and_nothing_beside(int length, bool isDense)
    {
        (int[] indices, float[] values, double[] sums) = Draw(length);
        FeatureRow row = new(isDense ? [] : indices, values, isDense);
        double[] expected = [.. sums];
        for (int at = 0; at < length; at++)
            expected[isDense ? at : indices[at]] += 0.7 * values[at];
        float[] narrow = [.. sums.Select(v => (float)v)];
        RowKernel.AddScaled(row, 0.7, sums);
        RowKernel.AddScaled(row, 0.7f, narrow);
        sums.Should().Equal(expected);
        narrow.Should().Equal(expected, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_squared_length_is_that_of_a_plain_loop(int length, bool isDense)
    {
        (int[] indices, float[] values, _) = Draw(length);
        double expected = values.Sum(value => (double)value * value);
        ((double)RowKernel.SquaredLength(new(isDense ? [] : indices, values, isDense))).Should().BeApproximately(expected, 1e-6 * expected);
    }

    private static (int[] Indices, float[] Values, double[] Sums) Draw(int length)
    {
        var random = new Random(length);
        int[] indices = [.. Enumerable.Range(0, Features)];
        random.Shuffle(indices);
        return (
            [.. indices.Take(length).Order()],
            [.. Enumerable.Range(0, length).Select(_ => (float)random.NextDouble() - 0.5f)],
            [.. Enumerable.Range(0, Features).Select(_ => random.NextDouble() - 0.5)]);
    }
}
