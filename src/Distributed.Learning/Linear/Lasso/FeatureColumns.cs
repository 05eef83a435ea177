namespace Distributed.Learning;

/// <summary>
/// The features of some examples by columns, cut into shards of neighbouring features with about equally many values. Every row is multiplied by the root of
/// its example's weight, so that plain inner products are the weighted ones. Immutable.
/// </summary>
/// <remarks>
/// Memory: 4 bytes an example for a column at least half of whose values are not zero, 8 a value that is not zero for another; beside the examples themselves.
/// If centred, the weighted mean is taken out of whole columns, which may be far above their spread; those that are mostly zeros keep theirs, which cannot be.
/// </remarks>
internal sealed class FeatureColumns
{
    // null: the column is whole
    private readonly int[]?[] _rows;
    private readonly float[][] _values;
    private readonly double[] _means;

    internal FeatureColumns(LinearExamples examples, int shards, bool centers)
    {
        Examples = examples;
        Rows = examples.Count;
        int features = examples.Features;
        Roots = new float[Rows];
        for (int i = 0; i < Rows; i++)
            Roots[i] = MathF.Sqrt(examples.Weight(i));
        int[] counts = new int[features];
        _means = new double[features];
        Visit(examples, (i, j, value) =>
        {
            counts[j]++;
            _means[j] += (double)value * examples.Weight(i);
        });
        bool[] isWhole = [.. counts.Select(count => 2L * count >= Rows)];
        for (int j = 0; j < features; j++)
            _means[j] = centers && isWhole[j] ? _means[j] / examples.TotalWeight : 0;
        _values = [.. counts.Select((count, j) => new float[isWhole[j] ? Rows : count])];
        _rows = [.. counts.Select((count, j) => isWhole[j] ? null : new int[count])];
        Fill(isWhole);
        Firsts = Cut([.. _values.Select(values => values.Length)], shards);
    }

    internal LinearExamples Examples { get; }

    internal int Rows { get; }

    /// <summary>√c of every example: the column of the bias.</summary>
    internal float[] Roots { get; }

    /// <summary>The first feature of every shard, and after them the number of features.</summary>
    internal int[] Firsts { get; }

    internal int Shards => Firsts.Length - 1;

    /// <summary>What was taken out of a column.</summary>
    internal double MeanOf(int feature) => _means[feature];

    /// <summary>a_j · r.</summary>
    internal double Dot(int feature, ReadOnlySpan<double> residuals) => RowKernel.Dot(Column(feature), residuals);

    /// <summary>r += scale · a_j.</summary>
    internal void Add(int feature, double scale, Span<double> residuals) => RowKernel.AddScaled(Column(feature), scale, residuals);

    /// <summary>‖a_j‖².</summary>
    internal double SquaredLength(int feature)
    {
        double sum = 0;
        foreach (float value in _values[feature])
            sum += (double)value * value;
        return sum;
    }

    /// <summary>√c · a_j.</summary>
    internal double AlongRoots(int feature) => RowKernel.ExactDot(Column(feature), Roots);

    private FeatureRow Column(int feature) => new(_rows[feature], _values[feature], isDense: _rows[feature] is null);

    private void Fill(bool[] isWhole)
    {
        for (int j = 0; j < isWhole.Length; j++)
        {
            for (int i = 0; isWhole[j] && i < Rows; i++)
                _values[j][i] = (float)(-_means[j] * Roots[i]);
        }

        int[] filled = new int[isWhole.Length];
        Visit(Examples, (i, j, value) =>
        {
            int at = isWhole[j] ? i : filled[j]++;
            if (_rows[j] is { } rows)
                rows[at] = i;
            _values[j][at] = (float)((value - _means[j]) * Roots[i]);
        });
    }

    private static void Visit(LinearExamples examples, Action<int, int, float> take)
    {
        for (int i = 0; i < examples.Count; i++)
        {
            FeatureRow row = examples.Row(i);
            for (int at = 0; at < row.Values.Length; at++)
            {
                if (row.Values[at] != 0)
                    take(i, row.IsDense ? at : row.Indices[at], row.Values[at]);
            }
        }
    }

    /// <summary>The first feature of every shard; every shard gets one at least.</summary>
    /// <param name="counts">Values of every feature.</param>
    /// <param name="shards">How many; at most as many as features.</param>
    internal static int[] Cut(int[] counts, int shards)
    {
        int[] firsts = new int[shards + 1];
        double total = counts.Sum(c => c + 1.0), sum = 0;
        for (int j = 0, shard = 1; j < counts.Length && shard < shards; j++)
        {
            if (j > firsts[shard - 1] && (sum >= total * shard / shards || counts.Length - j == shards - shard))
                firsts[shard++] = j;
            sum += counts[j] + 1;
        }

        firsts[shards] = counts.Length;
        return firsts;
    }
}
