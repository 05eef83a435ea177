namespace Distributed.Learning;

/// <summary>Collects the examples of one chunk. Used by one thread.</summary>
internal sealed class ExampleChunkBuilder(int features, bool hasWeights)
{
    private readonly int[] _valueStarts = new int[ExampleChunk.RowsMax + 1];
    private readonly int[] _indexStarts = new int[ExampleChunk.RowsMax + 1];
    private readonly float[] _labels = new float[ExampleChunk.RowsMax];
    private readonly float[] _weights = hasWeights ? new float[ExampleChunk.RowsMax] : [];
    private int[] _indices = new int[1024];
    private float[] _values = new float[1024];
    private int _count;

    internal int Count => _count;

    internal bool IsFull => _count == ExampleChunk.RowsMax;

    /// <summary>Adds an example.</summary>
    /// <param name="label">Its label.</param>
    /// <param name="weight">Its weight; ignored if examples have none.</param>
    /// <param name="indices">Which features the values are of, ascending; empty if all are given.</param>
    /// <param name="values">Their values; zeros may be among them.</param>
    internal void Add(float label, float weight, ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        _labels[_count] = label;
        if (hasWeights)
            _weights[_count] = weight;
        int used = values.Length - values.Count(0f);
        int valueEnd = _valueStarts[_count], indexEnd = _indexStarts[_count];
        if (2L * used >= features)
            valueEnd = AddWhole(indices, values, valueEnd);
        else
            (valueEnd, indexEnd) = AddUsed(indices, values, used, valueEnd, indexEnd);
        _count++;
        (_valueStarts[_count], _indexStarts[_count]) = (valueEnd, indexEnd);
    }

    /// <summary>The chunk, in arrays of its size; begins anew.</summary>
    internal ExampleChunk Take()
    {
        int rows = _count;
        _count = 0;
        return new(
            _valueStarts[..(rows + 1)], _indexStarts[..(rows + 1)], _indices[.._indexStarts[rows]], _values[.._valueStarts[rows]], _labels[..rows], hasWeights ? _weights[..rows] : []);
    }

    private int AddWhole(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, int at)
    {
        Reserve(ref _values, (long)at + features);
        Span<float> row = _values.AsSpan(at, features);
        if (values.Length == features)
        {
            values.CopyTo(row);
        }
        else
        {
            row.Clear();
            for (int i = 0; i < values.Length; i++)
                row[indices[i]] = values[i];
        }

        return at + features;
    }

    private (int ValueEnd, int IndexEnd) AddUsed(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, int used, int valueAt, int indexAt)
    {
        Reserve(ref _values, (long)valueAt + used);
        Reserve(ref _indices, (long)indexAt + used);
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] == 0)
                continue;
            _values[valueAt++] = values[i];
            _indices[indexAt++] = indices.IsEmpty ? i : indices[i];
        }

        return (valueAt, indexAt);
    }

    private static void Reserve<T>(ref T[] array, long length)
    {
        if (length > array.Length)
            Array.Resize(ref array, (int)Math.Min(Math.Max(length, 2L * array.Length), Array.MaxLength));
    }
}
