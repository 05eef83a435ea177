using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>
/// Work of which everything can be known beforehand: every block adds one to a cell of its own and small whole numbers to rows that many blocks
/// share, and counts itself in a row that its example shard owns. Beside them it takes a step in a table with a fold, whose values depend on the order of
/// commits and on lags: they are only compared between processes.
/// </summary>
internal sealed class ToyWork
{
    internal const string Cells = "cells", Sums = "sums", Owned = "owned", Folded = "folded";

    private const int SumRows = 5, SumColumns = 3, OwnedColumns = 2, FoldedRows = 4, FoldedColumns = 9;
    /// <summary>The place of the owned table.</summary>
    internal const int OwnedTable = 2;

    private const int OwnedModulus = 8191;

    private readonly JobManifest _manifest;

    internal ToyWork(JobManifest manifest, OwnedDurability durability, Fold fold)
    {
        _manifest = manifest;
        Specs =
        [
            new(Cells, manifest.Shards * manifest.BlocksPerShard, 1),
            new(Sums, SumRows, SumColumns),
            new(Owned, manifest.Shards, OwnedColumns) { Sharing = Sharing.OwnedBy([.. Enumerable.Range(0, manifest.Shards + 1)], durability) },
            new(Folded, FoldedRows, FoldedColumns) { Fold = fold },
        ];
    }

    /// <summary>The tables, in the order in which every process makes them.</summary>
    internal TableSpec[] Specs { get; }

    /// <summary>All shared rows: what a clock reads.</summary>
    internal static RowSet SharedRows(TableSpec[] specs) =>
        RowSet.Of([.. specs.Select((s, i) => (s, i)).Where(t => !t.s.Sharing.IsOwned).Select(t => TableRows.All(new(t.i), t.s.Rows))]);

    /// <summary>All rows of all tables: the model.</summary>
    internal static RowSet AllRows(TableSpec[] specs) => RowSet.Of([.. specs.Select((s, i) => TableRows.All(new(i), s.Rows))]);

    internal int CellOf(BlockId block) => (block.Shard * _manifest.BlocksPerShard) + NumberOf(block);

    internal int NumberOf(BlockId block) => BlockId.NumberOf(block, _manifest.BlocksPerEpoch);

    /// <summary>Does a block.</summary>
    internal void Run(BlockId block, Func<int, float[]> tableOf)
    {
        int cell = CellOf(block);
        tableOf(0)[cell]++;
        AddSums(cell, tableOf(1));
        Span<float> owned = tableOf(2).AsSpan(block.Shard * OwnedColumns, OwnedColumns);
        owned[1] = Next(owned[1], NumberOf(block));
        owned[0]++;
        Span<float> folded = tableOf(3).AsSpan(cell % FoldedRows * FoldedColumns, FoldedColumns);
        for (int i = 0; i < folded.Length; i++)
            folded[i] += ((cell + i) % 5 * 0.3f) - 0.5f;
    }

    /// <summary>What the owned row of a shard is after those of its blocks.</summary>
    internal static float OwnedAfter(IEnumerable<int> blocks)
    {
        float value = 0;
        foreach (int number in blocks)
            value = Next(value, number);
        return value;
    }

    /// <summary>What the shared sums are once each of some cells' blocks was added so often.</summary>
    internal static float[] SumsOf(ReadOnlySpan<float> cells)
    {
        var sums = new float[SumRows * SumColumns];
        for (int cell = 0; cell < cells.Length; cell++)
            for (int times = 0; times < cells[cell]; times++)
                AddSums(cell, sums);
        return sums;
    }

    private static void AddSums(int cell, float[] sums)
    {
        for (int i = 0; i < SumColumns; i++)
        {
            sums[(cell % SumRows * SumColumns) + i] += 1 + (cell * 7 % 11) + i;
            sums[i] += (cell * 5 % 13) - 6;
        }
    }

    private static float Next(float value, int number) => ((value * 31) + number + 1) % OwnedModulus;
}
