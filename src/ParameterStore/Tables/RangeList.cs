using System.Runtime.CompilerServices;

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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(RowRange range)
    {
        RowRange[] ranges = _ranges;
        int length = Length;
        if (length > 0 && (uint)(length - 1) < (uint)ranges.Length && ranges[length - 1].End == range.Start)
        {
            ranges[length - 1] = new(ranges[length - 1].Start, range.End);
            return;
        }

        if ((uint)length >= (uint)ranges.Length)
            ranges = Grow();
        ranges[length] = range;
        Length = length + 1;
    }

    /// <summary>Adds ranges that come after the last and do not touch it.</summary>
    internal void AddAll(ReadOnlySpan<RowRange> ranges)
    {
        if (Length + ranges.Length > _ranges.Length)
            Array.Resize(ref _ranges, Math.Max(2 * _ranges.Length, Length + ranges.Length));
        ranges.CopyTo(_ranges.AsSpan(Length));
        Length += ranges.Length;
    }

    /// <summary>Sorts, drops what is empty, and merges neighbours and overlaps.</summary>
    internal void Normalize()
    {
        if (IsNormal())
            return;
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

    private RowRange[] Grow()
    {
        Array.Resize(ref _ranges, 2 * Length);
        return _ranges;
    }

    private bool IsNormal()
    {
        int end = -1;
        foreach (RowRange range in Span)
        {
            if (range.Start <= end || range.End <= range.Start)
                return false;
            end = range.End;
        }

        return true;
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
