namespace Distributed.Learning;

/// <summary>Collects the examples of one chunk after another. Used by one thread.</summary>
/// <remarks>
/// A chunk's arrays are made as large as the last one's were, and the first one's for rows like the first, so that most are filled once and never copied.
/// </remarks>
internal sealed class ExampleChunkBuilder(int features, bool hasWeights)
{
    /// <summary>A chunk with as many values is full, so that what is being filled stays small beside what is there.</summary>
    private const int ValuesMax = 1 << 20;

    // An array is handed over as it is if no more than 1/16 of it is unused.
    private const int SpareShare = 16;

    private readonly int[] _valueStarts = new int[ExampleChunk.RowsMax + 1];
    private readonly int[] _indexStarts = new int[ExampleChunk.RowsMax + 1];
    private readonly float[] _labels = new float[ExampleChunk.RowsMax];
    private readonly float[] _weights = hasWeights ? new float[ExampleChunk.RowsMax] : [];
    private Filled<int> _indices;
    private Filled<float> _values;
    private int _count;

    internal int Count => _count;

    internal bool IsFull => _count == ExampleChunk.RowsMax || _valueStarts[_count] >= ValuesMax;

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
        int rows = _count, values = _valueStarts[rows], indices = _indexStarts[rows];
        _count = 0;
        bool areWhole = indices == 0 && values == (long)rows * features, areSparse = indices == values;
        int[] valueStarts = areWhole ? [] : _valueStarts[..(rows + 1)];
        return new(
            features,
            valueStarts,
            areWhole ? [] : areSparse ? valueStarts : _indexStarts[..(rows + 1)],
            _indices.Take(indices),
            _values.Take(values),
            _labels[..rows],
            hasWeights ? _weights[..rows] : []);
    }

    private int AddWhole(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, int at)
    {
        Span<float> row = _values.Reserve(at, features);
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
        Span<float> usedValues = _values.Reserve(valueAt, used);
        Span<int> usedIndices = _indices.Reserve(indexAt, used);
        if (used == values.Length)
        {
            indices.CopyTo(usedIndices);
            values.CopyTo(usedValues);
        }
        else
        {
            int to = 0;
            for (int i = 0; i < values.Length; i++)
            {
                if (values[i] == 0)
                    continue;
                usedValues[to] = values[i];
                usedIndices[to++] = indices.IsEmpty ? i : indices[i];
            }
        }

        return (valueAt + used, indexAt + used);
    }

    /// <summary>An array that is being filled.</summary>
    private struct Filled<T>
    {
        private T[]? _array;
        private int _lastUsed;

        /// <summary>Room for some more values behind those in use.</summary>
        internal Span<T> Reserve(int used, int more)
        {
            _array ??= GC.AllocateUninitializedArray<T>(_lastUsed > 0
                ? (int)Math.Min(_lastUsed + (_lastUsed / (2L * SpareShare)), Array.MaxLength)
                : (int)Math.Max(more, Math.Min((long)more * ExampleChunk.RowsMax, ValuesMax)));
            long needed = (long)used + more;
            if (needed > _array.Length)
            {
                var larger = GC.AllocateUninitializedArray<T>((int)Math.Min(Math.Max(needed, used + (used / 2L) + 1024), Array.MaxLength));
                _array.AsSpan(0, used).CopyTo(larger);
                _array = larger;
            }

            return _array.AsSpan(used, more);
        }

        internal T[] Take(int used)
        {
            T[] taken = _array ?? [];
            _array = null;
            _lastUsed = used;
            return taken.Length - used <= used / SpareShare ? taken : taken[..used];
        }
    }
}
