using ParameterStore;
using Folds = ParameterStore.Fold;

namespace Redis.ParameterStore.Tests;

/// <summary>Tables of several shapes, random pushes to them, and images to fold into.</summary>
internal sealed class BlobWorld(int seed)
{
    internal const int ExampleShards = 3;

    internal static readonly TableSpec[] Specs =
    [
        new("items", 37, 64),
        new("users", 20, 5) { Sharing = Sharing.OwnedBy([0, 7, 7, 20], OwnedDurability.EveryCommit) },
        new("biases", 50, 1),
        new("state", 20, 1) { Sharing = Sharing.OwnedBy([0, 7, 7, 20], OwnedDurability.EveryCommit) },
        new("wide", 2, 333),
        new("narrow", 200, 7),
        new("empty", 0, 3),
    ];

    /// <summary>The same tables, the shared ones with folds other than addition.</summary>
    internal static readonly TableSpec[] Folded =
    [
        Specs[0] with { Fold = Folds.Momentum(0.9f) },
        Specs[1],
        Specs[2] with { Fold = Folds.DelayCompensated(0.04f, 0.5f) },
        Specs[3],
        Specs[4] with { Fold = Folds.StalenessAware() },
        Specs[5] with { Fold = Folds.AdaptiveDelayCompensated(2, 0.5f) },
        Specs[6] with { Fold = Folds.Momentum(0.5f) },
    ];

    private readonly Random _random = new(seed);

    /// <summary>And with folds that follow gradients: their rows have more or less state than values.</summary>
    internal static readonly TableSpec[] Followed =
    [
        Specs[0] with { Fold = Folds.CompositeFtrl(0.1f, 1, 0.3f, 0.2f) },
        Specs[1],
        Specs[2] with { Fold = Folds.AdaGrad(0.1f) },
        Specs[3],
        Specs[4] with { Fold = Folds.Adam(0.01f) },
        Specs[5] with { Fold = Folds.CompositeAdaGrad(0.1f, 0.03f) },
        Specs[6] with { Fold = Folds.StalenessAware(Folds.Ftrl(0.1f, 1, 0.3f, 0.2f)) },
    ];

    internal static TableImage[] Images(TableSpec[]? specs = null) => [.. (specs ?? Specs).Select((spec, i) =>
    {
        Random random = new(i);
        return new TableImage(spec, Some(spec.Rows * spec.Columns), Some(spec.Rows * spec.StateColumns));
        float[] Some(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
    })];

    internal Push Push()
    {
        Push push = new();
        for (int table = 0; table < Specs.Length; table++)
            if (Ranges(Specs[table].Rows) is { Length: > 0 } ranges)
                push.Add(new TablePush(new(table), ranges, Values(Specs[table])) { Pulled = Pulled(Specs[table]) });
        return push;
    }

    internal RowRange[] Ranges(int rows)
    {
        List<RowRange> ranges = [];
        for (int row = _random.Next(4); row < rows;)
        {
            int end = Math.Min(rows, row + 1 + _random.Next(_random.Next(2) == 0 ? 2 : rows));
            ranges.Add(new(row, end));
            row = end + _random.Next(4);
        }
        return [.. ranges];
    }

    private float[] Values(TableSpec spec) =>
        [.. Enumerable.Range(0, spec.Rows * spec.Columns).Select(_ => (_random.NextSingle() - 0.5f) * MathF.Pow(10, _random.Next(-3, 3)))];

    private static float[] Pulled(TableSpec spec) => [.. Enumerable.Range(0, spec.Rows * spec.Columns).Select(i => i % 7 / 8f)];

    /// <summary>The blobs of a push, for each parameter shard.</summary>
    internal static byte[][] Encode(ReadOnlySpan<TablePush> tables, int shards, UpdateCodec codec, ErrorFeedback? feedback = null, TableSpec[]? specs = null)
    {
        byte[][] blobs = new byte[shards][];
        for (int shard = 0; shard < shards; shard++)
        {
            using PooledBytes to = new();
            UpdateBlob.Encode(to, tables, specs ?? Specs, shard, shards, codec, feedback);
            blobs[shard] = to.Span.ToArray();
        }
        return blobs;
    }

    internal static void Fold(byte[][] blobs, TableImage[] images, float weight, long change, int lag = 0)
    {
        for (int shard = 0; shard < blobs.Length; shard++)
            if (blobs[shard].Length > 0)
                UpdateBlob.Fold(blobs[shard], images, shard, blobs.Length, weight, lag, change);
    }

    /// <summary>As the store in memory folds the shared parts.</summary>
    internal static void FoldInMemory(ReadOnlySpan<TablePush> tables, TableImage[] images, float weight, long change, int lag = 0)
    {
        foreach (ref readonly TablePush part in tables)
            if (!Specs[part.Table.Index].Sharing.IsOwned)
                images[part.Table.Index].Fold(part, weight, lag, change);
    }

    /// <summary>Where two sets of images differ, to the bit; null if nowhere.</summary>
    internal static string? Difference(TableImage[] a, TableImage[] b)
    {
        for (int table = 0; table < a.Length; table++)
        {
            for (int i = 0; i < a[table].Values.Length; i++)
                if (BitConverter.SingleToInt32Bits(a[table].Values[i]) != BitConverter.SingleToInt32Bits(b[table].Values[i]))
                    return $"table {table}, value {i}: {a[table].Values[i]:R} and {b[table].Values[i]:R}";
            if (!a[table].State.AsSpan().SequenceEqual(b[table].State))
                return $"table {table}: another state";
            if (!a[table].ChangedAt.AsSpan().SequenceEqual(b[table].ChangedAt))
                return $"table {table}: other rows have changed";
        }
        return null;
    }
}
