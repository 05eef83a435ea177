using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace ParameterStore;

/// <summary>Checks a push before it is staged, so that a commit cannot fail half-way.</summary>
internal static class PushCheck
{
    /// <exception cref="InvalidUpdateException">Something in the push must not reach the parameters; the message names push, table and row.</exception>
    internal static void Check(Push push, ReadOnlySpan<TableImage> tables)
    {
        foreach (ref readonly TablePush part in push.Tables)
        {
            if ((uint)part.Table.Index >= (uint)tables.Length)
                throw Invalid(push, $"names table {part.Table.Index}, but the store has {tables.Length}; create the table first");
            TableSpec spec = tables[part.Table.Index].Spec;
            if (part.Image.Length != spec.Rows * spec.Columns)
                throw Invalid(push, $"has an image of {part.Image.Length:N0} values for table {spec}; lend an image of the whole table");
            CheckRanges(push, part, spec);
            CheckFinite(push, part, spec, part.Image.Span);
            if (spec.Fold.NeedsPulled)
                CheckPulled(push, part, spec);
            if (spec.Sharing.IsOwned)
                CheckOwners(push, part, spec);
        }
    }

    /// <exception cref="InvalidUpdateException">A table is shared.</exception>
    internal static void CheckOwnedOnly(Push push, ReadOnlySpan<TableImage> tables)
    {
        foreach (ref readonly TablePush part in push.Tables)
            if (!tables[part.Table.Index].Spec.Sharing.IsOwned)
                throw Invalid(push, $"writes rows of table {tables[part.Table.Index].Spec} without a commit, which is for owned tables only");
    }

    private static void CheckRanges(Push push, in TablePush part, TableSpec spec)
    {
        int end = 0;
        foreach (RowRange range in part.Ranges.Span)
        {
            if (range.Start < end || range.End <= range.Start || range.End > spec.Rows)
                throw Invalid(push, $"names rows {range.Start} to {range.End - 1} of table {spec}; ranges must ascend without overlap, hold a row each, and lie within the table");
            end = range.End;
        }
    }

    private static void CheckPulled(Push push, in TablePush part, TableSpec spec)
    {
        if (part.Pulled.Length != part.Image.Length)
            throw Invalid(push, $"has {part.Pulled.Length:N0} values of what it pulled of table {spec}, whose fold corrects for what changed since; lend an image of the whole table ({nameof(TablePush)}.{nameof(TablePush.Pulled)})");
        CheckFinite(push, part, spec, part.Pulled.Span);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CheckFinite(Push push, in TablePush part, TableSpec spec, ReadOnlySpan<float> image)
    {
        int columns = spec.Columns;
        foreach (RowRange range in part.Ranges.Span)
        {
            // A call for each of many single values would cost more than they do.
            int start = range.Start * columns, length = range.Count * columns;
            if (!(length == 1 ? float.IsFinite(image[start]) : TensorPrimitives.IsFiniteAll(image.Slice(start, length))))
                throw NotFinite(push, spec, image, start, start + length);
        }
    }

    private static InvalidUpdateException NotFinite(Push push, TableSpec spec, ReadOnlySpan<float> image, int start, int end)
    {
        int at = start;
        while (at < end - 1 && float.IsFinite(image[at]))
            at++;
        return Invalid(push, $"holds {image[at]} for row {at / spec.Columns}, column {at % spec.Columns} of table '{spec.Name}'; the learner diverged or divided by zero: try a smaller learning rate or, where there is none, scale the data");
    }

    /// <summary>Owned rows have one writer: the worker that does a block of the owning example shard.</summary>
    private static void CheckOwners(Push push, in TablePush part, TableSpec spec)
    {
        foreach (RowRange range in part.Ranges.Span)
            for (int row = range.Start; row < range.End;)
                row = EndOfOwner(push, spec, row);
    }

    private static int EndOfOwner(Push push, TableSpec spec, int row)
    {
        foreach (BlockId block in push.Blocks)
        {
            if ((uint)block.Shard >= (uint)spec.Sharing.Shards)
                throw Invalid(push, $"names {block}, but table {spec} has only {spec.Sharing.Shards} owners");
            RowRange owned = spec.Sharing.RowsOf(block.Shard);
            if (row >= owned.Start && row < owned.End)
                return owned.End;
        }
        throw Invalid(push, $"writes row {row} of table '{spec.Name}', which none of the example shards of its blocks owns");
    }

    private static InvalidUpdateException Invalid(Push push, string what) => new($"The push of {push.Attempt} {what}. Nothing of it was stored.");
}
