namespace ParameterStore;

/// <summary>Row ranges in memory that is used again: lists that are rebuilt every clock without allocating.</summary>
internal sealed class RangeList
{
    private RowRange[] _ranges = new RowRange[4];

    internal int Length { get; private set; }

    internal ReadOnlySpan<RowRange> Span => _ranges.AsSpan(0, Length);

    internal ReadOnlyMemory<RowRange> Memory => _ranges.AsMemory(0, Length);

    /// <summary>How many rows the ranges have together.</summary>
    internal int Rows
    {
        get
        {
            int rows = 0;
            foreach (RowRange range in Span)
                rows += range.Count;
            return rows;
        }
    }

    internal void Clear() => Length = 0;

    /// <summary>Adds a range; one that continues the last is merged with it.</summary>
    internal void Add(RowRange range)
    {
        if (Length > 0 && _ranges[Length - 1].End == range.Start)
        {
            _ranges[Length - 1] = _ranges[Length - 1] with { End = range.End };
            return;
        }
        if (Length == _ranges.Length)
            Array.Resize(ref _ranges, 2 * Length);
        _ranges[Length++] = range;
    }

    /// <summary>Sorts, drops what is empty, and merges neighbours and overlaps.</summary>
    internal void Normalize()
    {
        _ranges.AsSpan(0, Length).Sort(static (a, b) => a.Start.CompareTo(b.Start));
        int length = 0;
        for (int i = 0; i < Length; i++)
        {
            RowRange range = _ranges[i];
            if (range.Count == 0)
                continue;
            if (length > 0 && range.Start <= _ranges[length - 1].End)
                _ranges[length - 1] = _ranges[length - 1] with { End = Math.Max(_ranges[length - 1].End, range.End) };
            else
                _ranges[length++] = range;
        }
        Length = length;
    }

    /// <summary>Whether a row lies in one of some ascending disjoint ranges. O(log ranges).</summary>
    internal static bool Contains(ReadOnlySpan<RowRange> ranges, int row)
    {
        int low = 0, high = ranges.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            if (row < ranges[middle].Start)
                high = middle - 1;
            else if (row >= ranges[middle].End)
                low = middle + 1;
            else
                return true;
        }
        return false;
    }
}
