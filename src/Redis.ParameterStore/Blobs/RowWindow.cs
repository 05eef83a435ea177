using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>Which rows of which tables a blob may hold.</summary>
/// <param name="Kind">What the blob is.</param>
/// <param name="Shard">The example shard of owned rows, otherwise the parameter shard.</param>
/// <param name="Shards">How many parameter shards; 0 for owned rows.</param>
internal readonly record struct RowWindow(RowBlobKind Kind, int Shard, int Shards)
{
    /// <summary>The rows of a table; none if the table is of the other sharing.</summary>
    internal RowRange Of(TableSpec spec)
    {
        if (Kind != RowBlobKind.Owned)
            return spec.Sharing.IsOwned ? default : ParameterShards.RowsOf(Shard, Shards, spec.Rows);
        return Shard < spec.Sharing.Shards ? spec.Sharing.RowsOf(Shard) : default;
    }

    /// <summary>Whether the table's rows are coded as a byte a value: only what is summed up can be rounded, and what is lost carried over.</summary>
    internal bool IsInt8(TableSpec spec) => Kind == RowBlobKind.Int8Update && spec.Fold.IsAdditive && !Int8Rows.AreExact(spec.Columns);

    /// <summary>How many floats each row has beside its values: the fold's state in a base, what was pulled in an update whose fold needs it.</summary>
    internal int ColumnsBeside(TableSpec spec) => Kind switch
    {
        RowBlobKind.Base => spec.StateColumns,
        RowBlobKind.Owned => 0,
        _ => spec.Fold.NeedsPulled ? spec.Columns : 0,
    };

    /// <summary>How many bytes rows take, with what is beside them.</summary>
    internal long BytesOf(TableSpec spec, long rows) => ValueBytesOf(spec, rows) + (rows * ColumnsBeside(spec) * sizeof(float));

    /// <summary>How many bytes rows' values take.</summary>
    internal long ValueBytesOf(TableSpec spec, long rows) => IsInt8(spec) ? Int8Rows.BytesOf(spec.Columns, rows) : rows * spec.Columns * sizeof(float);

    /// <summary>Those of some ascending disjoint ranges that reach into a window. The first and the last may reach out of it.</summary>
    internal static ReadOnlySpan<RowRange> Within(ReadOnlySpan<RowRange> ranges, RowRange window)
    {
        int first = FirstThat(ranges, window.Start + 1L, static range => range.End);
        return window.Count == 0 ? [] : ranges[first..FirstThat(ranges, window.End, static range => range.Start)];
    }

    /// <summary>What a range and a window have in common.</summary>
    internal static RowRange Clip(RowRange range, RowRange window) => new(Math.Max(range.Start, window.Start), Math.Min(range.End, window.End));

    /// <inheritdoc/>
    public override string ToString() => Kind == RowBlobKind.Owned ? $"rows of example shard {Shard}" : $"rows of parameter shard {Shard} of {Shards}";

    private static int FirstThat(ReadOnlySpan<RowRange> ranges, long reaches, Func<RowRange, int> bound)
    {
        int low = 0, high = ranges.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (bound(ranges[middle]) >= reaches)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }
}
