namespace Distributed.Simulation;

/// <summary>An additive update: some rows of the parameters and what is added to them.</summary>
internal sealed class Update
{
    private int[] _rows = [];
    private float[] _values = [];
    private int _count;
    private int _rowSize;

    internal void Clear(int rows, int rowSize)
    {
        (_count, _rowSize) = (rows, rowSize);
        if (_rows.Length < rows)
            _rows = new int[rows];
        if (_values.Length < rows * rowSize)
            _values = new float[rows * rowSize];
    }

    internal Update Copy()
    {
        var copy = new Update();
        copy.Clear(_count, _rowSize);
        _rows.AsSpan(0, _count).CopyTo(copy._rows);
        _values.AsSpan(0, _count * _rowSize).CopyTo(copy._values);
        return copy;
    }

    internal void Set(int index, int row, ReadOnlySpan<float> values)
    {
        _rows[index] = row;
        values.CopyTo(_values.AsSpan(index * _rowSize, _rowSize));
    }

    /// <summary>Adds the update, scaled. At weight 1 exactly the update.</summary>
    internal void AddTo(Span<float> parameters, float weight)
    {
        for (int i = 0; i < _count; i++)
        {
            Span<float> row = parameters.Slice(_rows[i] * _rowSize, _rowSize);
            ReadOnlySpan<float> values = _values.AsSpan(i * _rowSize, _rowSize);
            for (int j = 0; j < row.Length; j++)
                row[j] += weight * values[j];
        }
    }
}
