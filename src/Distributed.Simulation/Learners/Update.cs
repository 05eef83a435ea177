using ParameterStore;

namespace Distributed.Simulation;

/// <summary>An update: some rows of the parameters and the learner's step in them.</summary>
internal sealed class Update
{
    private int[] _rows = [];
    private float[] _values = [];
    private float[] _pulled = [];
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

    /// <summary>Takes along what its rows were when they were pulled.</summary>
    internal void CarryRowsOf(ReadOnlySpan<float> pulled)
    {
        if (_pulled.Length < _values.Length)
            _pulled = new float[_values.Length];
        for (int i = 0; i < _count; i++)
            pulled.Slice(_rows[i] * _rowSize, _rowSize).CopyTo(_pulled.AsSpan(i * _rowSize));
    }

    /// <summary>Folds the update as a store does.</summary>
    internal void FoldInto(TableImage parameters, float weight, int lag)
    {
        bool carriesPulled = parameters.Spec.Fold.NeedsPulled;
        for (int i = 0; i < _count; i++)
        {
            Range values = (i * _rowSize)..((i + 1) * _rowSize);
            parameters.FoldRows(new(_rows[i], _rows[i] + 1), _values.AsSpan(values), carriesPulled ? _pulled.AsSpan(values) : [], weight, lag);
        }
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
