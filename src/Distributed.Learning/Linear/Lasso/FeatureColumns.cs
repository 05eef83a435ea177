namespace Distributed.Learning;

/// <summary>
/// The features of some examples by columns, cut into shards of neighbouring features with about equally many values. Every row is multiplied by the root of
/// its example's weight, so that plain inner products are the weighted ones. Immutable.
/// </summary>
/// <remarks>
/// Memory: 4 bytes an example for a column at least half of whose values are not zero, 8 a value that is not zero for another; beside the examples themselves
/// unless those let go of their features meanwhile. If centred, the weighted mean is taken out of whole columns, which may be far above their spread; those
/// that are mostly zeros keep theirs, which cannot be.
/// </remarks>
internal sealed class FeatureColumns
{
    private const int RowsAtOnce = 4096;

    private readonly ColumnArrays _columns;
    private readonly double[] _means;

    /// <param name="examples">What to hold by columns.</param>
    /// <param name="shards">How many shards; at most as many as features.</param>
    /// <param name="centers">Whether means are taken out of whole columns.</param>
    /// <param name="releases">Whether the examples let go of their features as they are taken over; labels and weights stay.</param>
    internal FeatureColumns(LinearExamples examples, int shards, bool centers, bool releases = false)
    {
        Features = examples.Features;
        Rows = examples.Count;
        Roots = new float[Rows];
        for (int i = 0; i < Rows; i++)
            Roots[i] = MathF.Sqrt(examples.Weight(i));
        _means = new double[Features];
        _columns = new(Count(examples), Rows);
        for (int j = 0; j < Features; j++)
            _means[j] = centers && _columns.IsWhole(j) ? _means[j] / examples.TotalWeight : 0;
        Fill(examples, releases ? new(examples) : null);
        Firsts = Cut(_columns.Counts, shards);
    }

    internal int Features { get; }

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
        foreach (float value in _columns.Values(feature))
            sum += (double)value * value;
        return sum;
    }

    /// <summary>√c · a_j.</summary>
    internal double AlongRoots(int feature) => RowKernel.ExactDot(Column(feature), Roots);

    private FeatureRow Column(int feature) => new(_columns.Rows(feature), _columns.Values(feature), isDense: _columns.IsWhole(feature));

    /// <summary>Values of every column that are not zero; adds up the weighted ones in the means.</summary>
    private int[] Count(LinearExamples examples)
    {
        int[] counts = new int[Features];
        for (int i = 0; i < Rows; i++)
        {
            FeatureRow row = examples.Row(i);
            double weight = examples.Weight(i);
            for (int at = 0; at < row.Values.Length; at++)
            {
                if (row.Values[at] == 0)
                    continue;
                int j = row.IsDense ? at : row.Indices[at];
                counts[j]++;
                _means[j] += row.Values[at] * weight;
            }
        }

        return counts;
    }

    private void Fill(LinearExamples examples, ChunkRelease? release)
    {
        int[] filled = new int[Features], whole = [.. Enumerable.Range(0, Features).Where(_columns.IsWhole)];
        ColumnBands? bands = release is null || whole.Length == Features ? null : new(_columns);
        for (int first = 0; first < Rows; first += RowsAtOnce)
        {
            int end = Math.Min(Rows, first + RowsAtOnce);
            foreach (int j in whole)
            {
                Span<float> values = _columns.Values(j);
                for (int i = first; i < end; i++)
                    values[i] = (float)(-_means[j] * Roots[i]);
            }

            for (int i = first; i < end; i++)
                Fill(i, examples.Row(i), bands is null ? filled : null);
            bands?.Take(examples, first, end);
            release?.Done(first, end);
        }

        for (int band = 0; band < (bands?.Bands ?? 0); band++)
            release!.Drops(bands!.Pour(band, (i, j, value) => FillSparse(i, j, value, filled)));
    }

    /// <param name="i">The row's place.</param>
    /// <param name="row">The row.</param>
    /// <param name="filled">Of every sparse column how many values it has by now; null: only whole columns are filled.</param>
    private void Fill(int i, in FeatureRow row, int[]? filled)
    {
        for (int at = 0; at < row.Values.Length; at++)
        {
            float value = row.Values[at];
            int j = row.IsDense ? at : row.Indices[at];
            if (value == 0)
                continue;
            if (_columns.IsWhole(j))
                _columns.Values(j)[i] = (float)((value - _means[j]) * Roots[i]);
            else if (filled is not null)
                FillSparse(i, j, value, filled);
        }
    }

    private void FillSparse(int i, int j, float value, int[] filled)
    {
        int to = filled[j]++;
        _columns.Rows(j)[to] = i;
        _columns.Values(j)[to] = (float)((value - _means[j]) * Roots[i]);
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
