namespace Microsoft.ML.Data;

/// <summary>So many of a stream of items, each with the same chance.</summary>
internal sealed class ReservoirSample<T>(Random random, int capacity)
{
    private readonly List<T> _items = [];
    private long _seen;

    public IReadOnlyList<T> Items => _items;

    public void Offer(T item)
    {
        _seen++;
        if (_items.Count < capacity)
            _items.Add(item);
        else if (random.NextDouble() * _seen < capacity)
            _items[random.Next(capacity)] = item;
    }
}
