using System.Runtime.CompilerServices;

namespace Distributed.Learning;

/// <summary>
/// Examples cut into example shards: windows of neighbours in the examples' order are dealt out in turn, so that every shard has a share of data that
/// are sorted, and yet memory is read in pieces. A position counts the examples shard by shard. Immutable.
/// </summary>
internal sealed class LinearShards
{
    // Windows are so small that every shard gets about so many at least, and one that has a rare class alone is no great part of it.
    private const int WindowsMin = 16, WindowMax = 32;

    private readonly int[] _places;
    private readonly int[] _firsts;

    internal LinearShards(LinearExamples examples, int shards)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shards, 1);
        Examples = examples;
        _places = new int[examples.Count];
        _firsts = new int[shards + 1];
        ReadOnlySpan<int> places = examples.Places;
        int window = (int)Math.Clamp((long)examples.Count / ((long)shards * WindowsMin), 1, WindowMax);
        int at = 0;
        for (int shard = 0; shard < shards; shard++)
        {
            for (long from = (long)shard * window; from < places.Length; from += (long)shards * window)
            {
                ReadOnlySpan<int> dealt = places.Slice((int)from, (int)Math.Min(window, places.Length - from));
                dealt.CopyTo(_places.AsSpan(at));
                at += dealt.Length;
            }

            _firsts[shard + 1] = at;
        }
    }

    /// <summary>What was cut.</summary>
    internal LinearExamples Examples { get; }

    /// <summary>How many examples all shards have.</summary>
    internal int Count => _places.Length;

    /// <summary>How many shards, ≥ 1.</summary>
    internal int Shards => _firsts.Length - 1;

    /// <summary>The first position of every shard, and after them the number of examples.</summary>
    internal ReadOnlySpan<int> Firsts => _firsts;

    /// <summary>How many examples a shard has.</summary>
    internal int CountOf(int shard) => _firsts[shard + 1] - _firsts[shard];

    /// <summary>The example at a position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal FeatureRow Get(int position, out float label, out float weight)
    {
        int place = _places[position];
        ExampleChunk chunk = Examples.ChunkAt(place);
        int row = place & (ExampleChunk.RowsMax - 1);
        label = chunk.Label(row);
        weight = chunk.Weight(row);
        return chunk.Row(row);
    }

    /// <summary>The example at a position is needed soon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Prefetch(int position)
    {
        int place = _places[position];
        Examples.ChunkAt(place).Prefetch(place & (ExampleChunk.RowsMax - 1));
    }

    /// <summary>The features of the example at a position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal FeatureRow Row(int position) => Examples.RowAt(_places[position]);

    /// <summary>Its label.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal float Label(int position) => Examples.LabelAt(_places[position]);

    /// <summary>Its weight, &gt; 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal float Weight(int position) => Examples.WeightAt(_places[position]);
}
