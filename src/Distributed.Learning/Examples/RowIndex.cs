namespace Distributed.Learning;

/// <summary>
/// Where ids stand as table rows: only ids that occur have one, and each part's rows are contiguous. A pure function of the
/// counts and the seed, so it does not matter in which order the examples came.
/// </summary>
internal sealed class RowIndex
{
    private readonly int[] _rowOf;
    private readonly int[] _idOf;
    private readonly int[] _firstRows;

    private RowIndex(int[] rowOf, int[] idOf, int[] firstRows)
    {
        _rowOf = rowOf;
        _idOf = idOf;
        _firstRows = firstRows;
    }

    /// <summary>How many ids occur.</summary>
    internal int Rows => _idOf.Length;

    /// <summary>Of every id its row; −1 for one that does not occur.</summary>
    internal ReadOnlySpan<int> RowOf => _rowOf;

    /// <summary>Of every row its id.</summary>
    internal ReadOnlySpan<int> IdOf => _idOf;

    /// <summary>Of every part its first row, and last the number of rows.</summary>
    internal ReadOnlySpan<int> FirstRows => _firstRows;

    /// <summary>Spreads ids over parts so that each has about the same number of examples.</summary>
    /// <param name="counts">Of every id, how often it occurs.</param>
    /// <param name="parts">How many parts.</param>
    /// <param name="seed">Orders ids that occur equally often, and the rows within a part.</param>
    internal static RowIndex Balance(ReadOnlySpan<int> counts, int parts, ulong seed)
    {
        int[] ids = MostFrequentFirst(counts, seed);
        ushort[] partOf = LightestFirst(ids, counts, parts);
        var firstRows = new int[parts + 1];
        foreach (ushort part in partOf)
            firstRows[part + 1]++;
        for (int part = 0; part < parts; part++)
            firstRows[part + 1] += firstRows[part];

        var order = new ulong[ids.Length];
        for (int i = 0; i < ids.Length; i++)
            order[i] = ((ulong)partOf[i] << 48) | (Mix.Hash(seed, (uint)ids[i]) >> 16);
        Array.Sort(order, ids);
        var rowOf = new int[counts.Length];
        rowOf.AsSpan().Fill(-1);
        for (int row = 0; row < ids.Length; row++)
            rowOf[ids[row]] = row;
        return new(rowOf, ids, firstRows);
    }

    /// <summary>Several indexes of the same ids, of which each has ids that the others do not have, one behind the other.</summary>
    internal static RowIndex Concat(IReadOnlyList<RowIndex> indexes)
    {
        var rowOf = new int[indexes[0]._rowOf.Length];
        rowOf.AsSpan().Fill(-1);
        var firstRows = new List<int> { 0 };
        int[] idOf = [.. indexes.SelectMany(i => i._idOf)];
        for (int row = 0; row < idOf.Length; row++)
            rowOf[idOf[row]] = row;
        foreach (RowIndex index in indexes)
        {
            int first = firstRows[^1];
            firstRows.AddRange(index._firstRows.Skip(1).Select(end => first + end));
        }

        return new(rowOf, idOf, [.. firstRows]);
    }

    private static int[] MostFrequentFirst(ReadOnlySpan<int> counts, ulong seed)
    {
        var ids = new int[counts.Length - counts.Count(0)];
        var keys = new ulong[ids.Length];
        int next = 0;
        for (int id = 0; id < counts.Length; id++)
        {
            if (counts[id] == 0)
                continue;
            ids[next] = id;
            keys[next++] = ((ulong)(uint)(int.MaxValue - counts[id]) << 32) | (uint)Mix.Hash(seed, (uint)id);
        }
        Array.Sort(keys, ids);
        return ids;
    }

    private static ushort[] LightestFirst(int[] ids, ReadOnlySpan<int> counts, int parts)
    {
        var lightest = new PriorityQueue<ushort, (long Load, ushort Part)>(parts);
        for (int part = 0; part < parts; part++)
            lightest.Enqueue((ushort)part, (0, (ushort)part));
        var partOf = new ushort[ids.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            lightest.TryPeek(out ushort part, out (long Load, ushort Part) at);
            partOf[i] = part;
            lightest.DequeueEnqueue(part, (at.Load + counts[ids[i]], part));
        }
        return partOf;
    }
}
