namespace Distributed.Learning;

/// <summary>
/// Examples of a linear model, in an order of their own that does not depend on who read what when. Immutable.
/// </summary>
public sealed class LinearExamples
{
    private readonly ExampleChunk[] _chunks;

    // chunk and row of every example, in order
    private readonly int[] _places;

    internal LinearExamples(ExampleChunk[] chunks, int[] places, int features) => (_chunks, _places, Features) = (chunks, places, features);

    /// <summary>How many features every example has, ≥ 1.</summary>
    public int Features { get; }

    /// <summary>How many examples.</summary>
    public int Count => _places.Length;

    /// <summary>Where every example lies, in order: its chunk, and in the lowest <see cref="ExampleChunk.RowBits"/> bits its row there.</summary>
    internal ReadOnlySpan<int> Places => _places;

    /// <summary>The features at a place.</summary>
    internal FeatureRow RowAt(int place) => _chunks[place >> ExampleChunk.RowBits].Row(place & (ExampleChunk.RowsMax - 1));

    /// <summary>The label at a place.</summary>
    internal float LabelAt(int place) => _chunks[place >> ExampleChunk.RowBits].Label(place & (ExampleChunk.RowsMax - 1));

    /// <summary>The weight at a place, &gt; 0; 1 if examples have none.</summary>
    internal float WeightAt(int place) => _chunks[place >> ExampleChunk.RowBits].Weight(place & (ExampleChunk.RowsMax - 1));
}
