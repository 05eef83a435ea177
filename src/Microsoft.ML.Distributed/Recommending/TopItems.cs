namespace Microsoft.ML.Distributed;

/// <summary>The best of the items offered so far: a heap in place, the worst on top.</summary>
internal readonly ref struct TopItems
{
    private readonly Span<ScoredItem> _heap;
    private readonly ref int _count;

    /// <param name="place">Room for as many items as are kept, ≥ 1.</param>
    /// <param name="count">How many are kept.</param>
    internal TopItems(Span<ScoredItem> place, ref int count)
    {
        _heap = place;
        _count = ref count;
    }

    /// <summary>What is kept; in order only after <see cref="Sort"/>.</summary>
    internal Span<ScoredItem> Kept => _heap[.._count];

    /// <summary>Only higher scores get in. Items come by ascending keys, so an equal score comes too late.</summary>
    internal float Bar => _count < _heap.Length ? float.NegativeInfinity : _heap[0].Score;

    /// <summary>Keeps an item if it is among the best; of an item with no score (NaN) there is nothing to keep.</summary>
    internal void Offer(ScoredItem item)
    {
        if (_count < _heap.Length)
        {
            if (!float.IsNaN(item.Score))
                Rise(item);
        }
        else if (item.IsBetterThan(_heap[0]))
        {
            Sink(item);
        }
    }

    /// <summary>Puts what is kept in order, best first.</summary>
    internal void Sort() => Kept.Sort(static (a, b) => a.IsBetterThan(b) ? -1 : b.IsBetterThan(a) ? 1 : 0);

    private void Rise(ScoredItem item)
    {
        int at = _count++;
        while (at > 0 && _heap[(at - 1) / 2].IsBetterThan(item))
        {
            _heap[at] = _heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }

        _heap[at] = item;
    }

    /// <summary>The item takes the worst one's place.</summary>
    private void Sink(ScoredItem item)
    {
        int at = 0;
        for (int child = 1; child < _count; child = (2 * at) + 1)
        {
            if (child + 1 < _count && _heap[child].IsBetterThan(_heap[child + 1]))
                child++;
            if (!item.IsBetterThan(_heap[child]))
                break;
            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = item;
    }
}
