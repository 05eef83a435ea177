namespace Distributed.Simulation;

/// <summary>Collects the rows that a batch changes, in the order in which they are first touched.</summary>
internal sealed class UpdateBuilder(int size, int rowSize)
{
    private readonly float[] _values = new float[size];
    private readonly bool[] _isTouched = new bool[size / rowSize];
    private readonly List<int> _rows = [];

    /// <summary>A row's change so far, to be added to.</summary>
    internal Span<float> Row(int row)
    {
        if (!_isTouched[row])
        {
            _isTouched[row] = true;
            _rows.Add(row);
        }

        return _values.AsSpan(row * rowSize, rowSize);
    }

    /// <summary>Moves the changes into an update and begins anew.</summary>
    internal void MoveTo(Update update)
    {
        update.Clear(_rows.Count, rowSize);
        for (int i = 0; i < _rows.Count; i++)
        {
            Span<float> row = _values.AsSpan(_rows[i] * rowSize, rowSize);
            update.Set(i, _rows[i], row);
            row.Clear();
            _isTouched[_rows[i]] = false;
        }

        _rows.Clear();
    }
}
