using System.Runtime.CompilerServices;

namespace ParameterStore;

/// <summary>
/// Copies rows that are named by ranges, out of images of whole tables. Where features are rows of one value each, a clock names tens of thousands of ranges of one
/// row: for those a call of a copy costs more than the copy, so short runs are copied value by value.
/// </summary>
internal static class RowCopy
{
    /// <summary>Runs of fewer values are copied one by one.</summary>
    private const int LongRun = 8;

    /// <summary>Copies rows from one image to the same places in another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void SamePlaces(ReadOnlySpan<float> from, Span<float> to, int columns, ReadOnlySpan<RowRange> ranges)
    {
        foreach (RowRange range in ranges)
        {
            int start = range.Start * columns, length = range.Count * columns;
            if (length == 1)
                to[start] = from[start];
            else
                Run(from.Slice(start, length), to.Slice(start, length));
        }
    }

    /// <summary>Copies rows from one image to the same places in two others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void SamePlaces(ReadOnlySpan<float> from, Span<float> to, Span<float> alsoTo, int columns, ReadOnlySpan<RowRange> ranges)
    {
        foreach (RowRange range in ranges)
        {
            int start = range.Start * columns, length = range.Count * columns;
            if (length == 1)
            {
                to[start] = alsoTo[start] = from[start];
                continue;
            }

            Run(from.Slice(start, length), to.Slice(start, length));
            Run(from.Slice(start, length), alsoTo.Slice(start, length));
        }
    }

    /// <summary>Copies rows out of an image, one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Gather(ReadOnlySpan<float> from, Span<float> to, int columns, ReadOnlySpan<RowRange> ranges)
    {
        int at = 0;
        foreach (RowRange range in ranges)
        {
            int start = range.Start * columns, length = range.Count * columns;
            if (length == 1)
                to[at] = from[start];
            else
                Run(from.Slice(start, length), to.Slice(at, length));
            at += length;
        }
    }

    /// <summary>Copies rows that lie one after the other back to their places in an image.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Scatter(ReadOnlySpan<float> from, Span<float> to, int columns, ReadOnlySpan<RowRange> ranges)
    {
        int at = 0;
        foreach (RowRange range in ranges)
        {
            int start = range.Start * columns, length = range.Count * columns;
            if (length == 1)
                to[start] = from[at];
            else
                Run(from.Slice(at, length), to.Slice(start, length));
            at += length;
        }
    }

    private static void Run(ReadOnlySpan<float> from, Span<float> to)
    {
        if (from.Length >= LongRun)
        {
            from.CopyTo(to);
            return;
        }

        for (int i = 0; i < from.Length; i++)
            to[i] = from[i];
    }
}
