using System.Collections;

namespace Microsoft.ML.Distributed;

/// <summary>The best items of some users: entry i is for the i-th user asked for, best first, of equal scores the lowest key first.</summary>
public sealed class Recommendations : IReadOnlyList<ReadOnlyMemory<ScoredItem>>
{
    private readonly ScoredItem[] _items;
    private readonly int[] _counts;
    private readonly int _most;

    internal Recommendations(int users, int most)
    {
        _items = new ScoredItem[users * most];
        _counts = new int[users];
        _most = most;
    }

    /// <summary>How many users.</summary>
    public int Count => _counts.Length;

    /// <summary>
    /// One user's items. Fewer than asked for if the model has no more, if the others were to be left out, or if the model has no score for
    /// them (NaN).
    /// </summary>
    /// <exception cref="IndexOutOfRangeException">The index is not from 0 to <see cref="Count"/> − 1.</exception>
    public ReadOnlyMemory<ScoredItem> this[int index] => _items.AsMemory(index * _most, _counts[index]);

    /// <inheritdoc/>
    public IEnumerator<ReadOnlyMemory<ScoredItem>> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The place of one user's items, to be filled by one thread.</summary>
    internal TopItems TopOf(int index) => new(_items.AsSpan(index * _most, _most), ref _counts[index]);
}
