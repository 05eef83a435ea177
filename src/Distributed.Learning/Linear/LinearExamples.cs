namespace Distributed.Learning;

/// <summary>
/// Examples of a linear model, in an order of their own that does not depend on who read what when. Cut into example shards of neighbours in that
/// order. Immutable.
/// </summary>
public sealed class LinearExamples
{
    private readonly ExampleChunk[] _chunks;

    // chunk and row of every example, in order
    private readonly int[] _places;

    internal LinearExamples(ExampleChunk[] chunks, int[] places, int features, int shards)
    {
        (_chunks, _places, Features, Shards) = (chunks, places, features, shards);
    }

    /// <summary>How many features every example has, ≥ 1.</summary>
    public int Features { get; }

    /// <summary>How many examples.</summary>
    public int Count => _places.Length;

    /// <summary>How many example shards, ≥ 1.</summary>
    public int Shards { get; }

    /// <summary>The first example of a shard; of the number of shards, how many examples there are.</summary>
    public int FirstOf(int shard) => (int)((long)Count * shard / Shards);

    /// <summary>An example's features.</summary>
    public FeatureRow Row(int example)
    {
        int place = _places[example];
        return _chunks[place >> ExampleChunk.RowBits].Row(place & (ExampleChunk.RowsMax - 1));
    }

    /// <summary>An example's label.</summary>
    public float Label(int example)
    {
        int place = _places[example];
        return _chunks[place >> ExampleChunk.RowBits].Label(place & (ExampleChunk.RowsMax - 1));
    }

    /// <summary>An example's weight, &gt; 0; 1 if examples have none.</summary>
    public float Weight(int example)
    {
        int place = _places[example];
        return _chunks[place >> ExampleChunk.RowBits].Weight(place & (ExampleChunk.RowsMax - 1));
    }
}
