using System.Numerics.Tensors;

namespace Distributed.Learning;

/// <summary>
/// The features of some examples by columns, cut into shards of neighbouring features with about equally many values. Every row is multiplied by the root of its
/// example's weight, so that plain inner products are the weighted ones. Immutable.
/// </summary>
/// <remarks>Memory: 8 bytes a value that is not zero, 4 in columns that have no zero.</remarks>
internal sealed class FeatureColumns
{
    private readonly int[]?[] _rows;
    private readonly float[][] _values;

    internal FeatureColumns(LinearExamples examples, int shards)
    {
        Examples = examples;
        Rows = examples.Count;
        int features = examples.Features;
        int[] counts = new int[features];
        Visit(examples, (_, j, _) => counts[j]++);
        _values = [.. counts.Select(count => new float[count])];
        _rows = [.. counts.Select(count => count == Rows ? null : new int[count])];
        int[] filled = new int[features];
        Roots = new float[Rows];
        for (int i = 0; i < Rows; i++)
            Roots[i] = MathF.Sqrt(examples.Weight(i));
        Visit(examples, (i, j, value) =>
        {
            if (_rows[j] is { } rows)
                rows[filled[j]] = i;
            _values[j][filled[j]++] = value * Roots[i];
        });
        Firsts = Cut(counts, shards);
    }

    internal LinearExamples Examples { get; }

    internal int Rows { get; }

    /// <summary>√c of every example: the column of the bias.</summary>
    internal float[] Roots { get; }

    /// <summary>The first feature of every shard, and after them the number of features.</summary>
    internal int[] Firsts { get; }

    internal int Shards => Firsts.Length - 1;

    /// <summary>a_j · r.</summary>
    internal float Dot(int feature, ReadOnlySpan<float> residuals) => _rows[feature] is { } rows
        ? RowKernel.Dot(new FeatureRow(rows, _values[feature], isDense: false), residuals)
        : TensorPrimitives.Dot(_values[feature], residuals);

    /// <summary>r += scale · a_j.</summary>
    internal void Add(int feature, float scale, Span<float> residuals) =>
        RowKernel.AddScaled(new FeatureRow(_rows[feature], _values[feature], isDense: _rows[feature] is null), scale, residuals);

    /// <summary>a_j · r in float64.</summary>
    internal double Dot(int feature, ReadOnlySpan<double> residuals)
    {
        double sum = 0;
        float[] values = _values[feature];
        int[]? rows = _rows[feature];
        for (int at = 0; at < values.Length; at++)
            sum += values[at] * residuals[rows is null ? at : rows[at]];
        return sum;
    }

    /// <summary>r += scale · a_j in float64.</summary>
    internal void Add(int feature, double scale, Span<double> residuals)
    {
        float[] values = _values[feature];
        int[]? rows = _rows[feature];
        for (int at = 0; at < values.Length; at++)
            residuals[rows is null ? at : rows[at]] += scale * values[at];
    }

    /// <summary>‖a_j‖².</summary>
    internal float SquaredLength(int feature) => TensorPrimitives.SumOfSquares<float>(_values[feature]);

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

    private static int[] Cut(int[] counts, int shards)
    {
        int[] firsts = new int[shards + 1];
        long total = counts.Sum(c => c + 1L), sum = 0;
        for (int j = 0, shard = 1; j < counts.Length; j++)
        {
            // every shard gets a feature at least
            while (shard < shards && j >= shard && (sum >= total * shard / shards || counts.Length - j == shards - shard))
                firsts[shard++] = j;
            sum += counts[j] + 1;
        }

        firsts[shards] = counts.Length;
        return firsts;
    }
}
