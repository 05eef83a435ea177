using System.Numerics;
using System.Runtime.CompilerServices;
using ParameterStore;

namespace Distributed.Learning;

/// <summary>Which features some examples have, in a table of a row for each, and what the examples bear of their penalties. Used by one worker.</summary>
internal sealed class FeatureRows
{
    private const int WordBits = 64;

    private readonly LinearShards _examples;
    private readonly GradientLayout _layout;
    private readonly float[] _reciprocals;
    private readonly ulong[] _marked;
    private readonly float[] _penalties;
    private readonly RangeList _ranges = new();

    internal FeatureRows(LinearShards examples, GradientLayout layout, float[] reciprocals)
    {
        (_examples, _layout, _reciprocals) = (examples, layout, reciprocals);
        _marked = new ulong[(layout.Features + WordBits - 1) / WordBits];
        _penalties = new float[reciprocals.Length];
    }

    internal bool BearsPenalties => _reciprocals.Length > 0;

    /// <summary>Of each feature that is marked: Σ c / its share of all examples, over those that were marked and have it.</summary>
    internal ReadOnlySpan<float> Penalties => _penalties;

    /// <summary>What was collected last.</summary>
    internal ReadOnlySpan<RowRange> Ranges => _ranges.Span;

    /// <summary>Forgets what was marked before the last collection; it costs as much as that was, however many features there are.</summary>
    internal void Clear()
    {
        foreach (RowRange range in Ranges)
        {
            // What follows are the same features in other classes.
            if (range.Start >= _layout.Features)
                break;
            int end = Math.Min(range.End, _layout.Features);
            for (int word = range.Start / WordBits; word <= (end - 1) / WordBits; word++)
                _marked[word] = 0;
            for (int feature = range.Start; BearsPenalties && feature < end; feature++)
                _penalties[feature] = 0;
        }
    }

    /// <summary>Marks the features of a run of examples.</summary>
    internal void Mark((int First, int Count) run)
    {
        for (int i = run.First; i < run.First + run.Count; i++)
        {
            FeatureRow row = _examples.Row(i);
            if (row.IsDense)
                MarkAll(_examples.Weight(i));
            else
                Mark(row.Indices, _examples.Weight(i));
        }
    }

    /// <summary>The rows of the marked features in all classes. Lent until the next collection.</summary>
    internal TableRows Collect(TableId table)
    {
        _ranges.Clear();
        for (int k = 0; k < _layout.Classes; k++)
            Collect(k * _layout.Features);
        return TableRows.Lend(table, _ranges);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Collect(int firstRow)
    {
        for (int word = 0; word < _marked.Length; word++)
        {
            for (ulong left = _marked[word]; left != 0;)
            {
                int start = BitOperations.TrailingZeroCount(left), length = BitOperations.TrailingZeroCount(~(left >> start));
                int row = firstRow + (word * WordBits) + start;
                _ranges.Add(new(row, row + length));
                left = start + length == WordBits ? 0 : left & (ulong.MaxValue << (start + length));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Mark(ReadOnlySpan<int> features, float weight)
    {
        foreach (int feature in features)
            _marked[feature / WordBits] |= 1UL << (feature % WordBits);
        if (BearsPenalties)
            foreach (int feature in features)
                _penalties[feature] += weight * _reciprocals[feature];
    }

    private void MarkAll(float weight)
    {
        for (int feature = 0; feature < _layout.Features; feature++)
        {
            _marked[feature / WordBits] |= 1UL << (feature % WordBits);
            if (BearsPenalties)
                _penalties[feature] += weight * _reciprocals[feature];
        }
    }
}
