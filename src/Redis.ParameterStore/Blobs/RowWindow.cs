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

    /// <summary>How many bytes rows take.</summary>
    internal long BytesOf(TableSpec spec, long rows) =>
        Kind == RowBlobKind.Int8Update ? Int8Rows.BytesOf(spec.Columns, rows) : rows * spec.Columns * sizeof(float);

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
