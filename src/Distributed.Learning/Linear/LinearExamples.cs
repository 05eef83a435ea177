namespace Distributed.Learning;

/// <summary>
/// Examples of a linear model, in columns and in an order of their own that does not depend on who read what when: that of the batches that they were read
/// in, and within a batch as they came. Nothing changes them; only a lasso that is told to (<see cref="LassoMethod.ReleasesExamples"/>) lets go of their features.
/// </summary>
/// <remarks>
/// Memory: 4 bytes a feature of an example half of whose features or more are not zero, 8 a non-zero feature of another, and 8 to 20 an example.
/// </remarks>
public sealed class LinearExamples
{
    private const ulong HoldOutStream = 21;

    private readonly ExampleChunk[] _chunks;

    // chunk and row of every example, in order
    private readonly int[] _places;

    internal LinearExamples(ExampleChunk[] chunks, int[] places, int features)
    {
        (_chunks, _places, Features) = (chunks, places, features);
        HasWeights = chunks.Any(c => c.HasWeights);
        TotalWeight = HasWeights ? SumWeights() : Count;
    }

    /// <summary>How many features every example has, ≥ 1.</summary>
    public int Features { get; }

    /// <summary>How many examples.</summary>
    public int Count => _places.Length;

    /// <summary>Whether examples have weights; if not, all count 1.</summary>
    public bool HasWeights { get; }

    /// <summary>Σ c: the sum of all examples' weights, in their order; their number if they have none.</summary>
    public double TotalWeight { get; }

    /// <summary>About how many feature values they have, zeros of whole rows among them: their share of the chunks', of which others may have some.</summary>
    internal long Values => (long)(_chunks.Sum(c => c.Values) * ((double)Count / Math.Max(1, _chunks.Sum(c => (long)c.Count))));

    /// <summary>Among how many chunks places are.</summary>
    internal int Chunks => _chunks.Length;

    /// <summary>What the examples take.</summary>
    internal long Bytes => (sizeof(int) * (long)_places.Length) + _chunks.Sum(c => c.Bytes);

    /// <summary>Where every example lies, in order: its chunk, and in the lowest <see cref="ExampleChunk.RowBits"/> bits its row there.</summary>
    internal ReadOnlySpan<int> Places => _places;

    /// <summary>An example's features.</summary>
    public FeatureRow Row(int example) => RowAt(_places[example]);

    /// <summary>An example's label: a number, −1 or 1, or a class from 0.</summary>
    public float Label(int example) => LabelAt(_places[example]);

    /// <summary>An example's weight, &gt; 0; 1 if examples have none.</summary>
    public float Weight(int example) => WeightAt(_places[example]);

    /// <summary>The chunk of a place.</summary>
    internal ExampleChunk ChunkAt(int place) => _chunks[place >> ExampleChunk.RowBits];

    /// <summary>The features at a place.</summary>
    internal FeatureRow RowAt(int place) => _chunks[place >> ExampleChunk.RowBits].Row(place & (ExampleChunk.RowsMax - 1));

    /// <summary>The label at a place.</summary>
    internal float LabelAt(int place) => _chunks[place >> ExampleChunk.RowBits].Label(place & (ExampleChunk.RowsMax - 1));

    /// <summary>The weight at a place, &gt; 0; 1 if examples have none.</summary>
    internal float WeightAt(int place) => _chunks[place >> ExampleChunk.RowBits].Weight(place & (ExampleChunk.RowsMax - 1));

    /// <summary>The same examples, each weight times a factor that its label decides. Shares all but the weights.</summary>
    /// <param name="classes">The factors; labels are −1 and 1.</param>
    public LinearExamples WithClassWeights(ClassWeights classes)
    {
        var chunks = new ExampleChunk[_chunks.Length];
        for (int i = 0; i < chunks.Length; i++)
        {
            ExampleChunk chunk = _chunks[i];
            var weights = new float[chunk.Count];
            for (int row = 0; row < weights.Length; row++)
                weights[row] = chunk.Weight(row) * classes.Of(chunk.Label(row));
            chunks[i] = chunk.WithWeights(weights);
        }

        return new(chunks, _places, Features);
    }

    /// <summary>Parts examples in two by a hash of their places in the order, so that it does not matter who read what. Both share all data.</summary>
    /// <param name="fraction">The share to hold out, 0 to 1.</param>
    /// <param name="seed">Another seed holds out others.</param>
    public (LinearExamples Kept, LinearExamples HeldOut) HoldOut(double fraction, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fraction);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fraction, 1);
        ulong stream = Mix.Stream(seed, HoldOutStream);
        var kept = new List<int>((int)(Count * (1 - fraction)));
        var heldOut = new List<int>((int)(Count * fraction));
        for (int example = 0; example < Count; example++)
            (Unit(Mix.Hash(stream, (uint)example)) < fraction ? heldOut : kept).Add(_places[example]);
        return (new(_chunks, [.. kept], Features), new(_chunks, [.. heldOut], Features));
    }

    /// <summary>Examples from all over these, at most so many. Shares all data.</summary>
    internal LinearExamples Sampled(int most)
    {
        int every = ((Count - 1) / most) + 1;
        return new(_chunks, [.. Enumerable.Range(0, (Count + every - 1) / every).Select(i => _places[i * every])], Features);
    }

    /// <summary>Whether features of some of them are gone.</summary>
    internal bool IsReleased => _chunks.Any(c => c.IsReleased);

    /// <summary>Lets go of the features of a chunk's examples, of these and of all that share them.</summary>
    /// <returns>How many bytes they took.</returns>
    internal long Release(int chunk) => _chunks[chunk].Release();

    /// <summary>These examples, or a copy of them if they share data with others.</summary>
    internal LinearExamples ApartFrom(LinearExamples others)
    {
        if (!_chunks.Intersect(others._chunks).Any())
            return this;
        var copy = new LinearExamplesBuilder(Features, HasWeights);
        copy.StartBatch(0);
        for (int i = 0; i < Count; i++)
            copy.TryAdd(Label(i), Weight(i), Row(i).Indices, Row(i).Values);
        return LinearExamplesBuilder.Build(copy);
    }

    /// <summary>A hash of all examples and their order. Uses several threads.</summary>
    internal ulong Hash()
    {
        const int Part = 1 << 14;
        var hashes = new ulong[(Count / Part) + 2];
        hashes[^1] = (uint)Features;
        Parallel.For(0, hashes.Length - 1, part =>
        {
            int end = Math.Min(Count, (part + 1) * Part);
            ulong hash = (uint)part;
            for (int example = part * Part; example < end; example++)
                hash = HashOf(example, hash);
            hashes[part] = hash;
        });
        return DataHash.Combine(hashes);
    }

    private ulong HashOf(int example, ulong seed)
    {
        FeatureRow row = Row(example);
        ulong ofLabels = ((ulong)BitConverter.SingleToUInt32Bits(Label(example)) << 32) | BitConverter.SingleToUInt32Bits(Weight(example));
        return DataHash.Of(row.Values, DataHash.Of(row.Indices, Mix.Hash(seed, ofLabels)));
    }

    /// <summary>A number in [0, 1).</summary>
    private static double Unit(ulong hash) => (hash >> 11) * (1.0 / (1UL << 53));

    private double SumWeights()
    {
        double sum = 0;
        for (int example = 0; example < Count; example++)
            sum += Weight(example);
        return sum;
    }
}
