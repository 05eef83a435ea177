using System.Numerics;
using System.Numerics.Tensors;

namespace Distributed.Learning;

/// <summary>
/// Collects examples that one thread reads, batch by batch. Several threads have one each; what <see cref="Build"/> makes of them does not depend on which
/// of them read which batch.
/// </summary>
public sealed class LinearExamplesBuilder
{
    private readonly ExampleChunkBuilder _chunk;
    private readonly List<ExampleChunk> _chunks = [];
    private readonly List<Batch> _batches = [];
    private readonly int _features;
    private long _batch;
    private long _countBefore;
    private int _firstChunk;
    private int _firstRow;

    /// <param name="features">How many features every example has, ≥ 1.</param>
    /// <param name="hasWeights">Whether examples have weights; if not, all count 1.</param>
    public LinearExamplesBuilder(int features, bool hasWeights)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        _features = features;
        _chunk = new(features, hasWeights);
    }

    /// <summary>How many examples were added.</summary>
    public long Count { get; private set; }

    /// <summary>Says that the next examples are of a batch that no other builder has any of.</summary>
    /// <param name="batch">Its place among all batches; higher than the one before.</param>
    public void StartBatch(long batch)
    {
        EndBatch();
        _batch = batch;
    }

    /// <summary>Adds an example behind those that the batch has.</summary>
    /// <param name="label">Its label: a number, −1 or 1, or a class from 0.</param>
    /// <param name="weight">Its weight, &gt; 0; ignored if examples have none.</param>
    /// <param name="indices">Which features the values are of, ascending, from 0; empty if all features are given.</param>
    /// <param name="values">Their values; zeros may be among them.</param>
    /// <returns>False if a value is not finite, or indices do not ascend or are not below the number of features; nothing was added then.</returns>
    public bool TryAdd(float label, float weight, ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        if (!AreUsable(indices, values) || !(values.IsEmpty || TensorPrimitives.IsFiniteAll(values)))
            return false;
        _chunk.Add(label, weight, indices, values);
        Count++;
        if (_chunk.IsFull)
            _chunks.Add(_chunk.Take());
        return true;
    }

    /// <summary>All examples of several builders, in the order of their batches. The builders are used up.</summary>
    /// <param name="builders">At least one, made alike.</param>
    /// <exception cref="OverflowException">There are more than 2³¹ examples.</exception>
    public static LinearExamples Build(params IReadOnlyList<LinearExamplesBuilder> builders)
    {
        ArgumentNullException.ThrowIfNull(builders);
        var chunks = new List<ExampleChunk>();
        var batches = new List<Batch>();
        foreach (LinearExamplesBuilder builder in builders)
        {
            builder.EndBatch();
            if (builder._chunk.Count > 0)
                builder._chunks.Add(builder._chunk.Take());
            batches.AddRange(builder._batches.Select(b => b with { Chunk = b.Chunk + chunks.Count }));
            chunks.AddRange(builder._chunks);
        }

        if (chunks.Count > 1 << (31 - ExampleChunk.RowBits))
            throw new OverflowException("There are more than 2³¹ examples; use fewer.");
        return new([.. chunks], Places(chunks, [.. batches.OrderBy(b => b.Number)], builders.Sum(b => b.Count)), builders[0]._features);
    }

    private static int[] Places(List<ExampleChunk> chunks, Batch[] batches, long count)
    {
        var places = new int[checked((int)count)];
        int next = 0;
        foreach (Batch batch in batches)
        {
            (int chunk, int row) = (batch.Chunk, batch.Row);
            for (int i = 0; i < batch.Count; i++)
            {
                if (row == chunks[chunk].Count)
                    (chunk, row) = (chunk + 1, 0);
                places[next++] = (chunk << ExampleChunk.RowBits) | row++;
            }
        }

        return places;
    }

    private void EndBatch()
    {
        if (Count > _countBefore)
            _batches.Add(new(_batch, _firstChunk, _firstRow, checked((int)(Count - _countBefore))));
        (_countBefore, _firstChunk, _firstRow) = (Count, _chunks.Count, _chunk.Count);
    }

    private bool AreUsable(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        if (indices.Length != values.Length)
            return indices.IsEmpty && values.Length == _features;
        return indices.IsEmpty || (indices[0] >= 0 && indices[^1] < _features && Ascend(indices));
    }

    private static bool Ascend(ReadOnlySpan<int> indices)
    {
        int at = 1;
        for (; at <= indices.Length - Vector<int>.Count; at += Vector<int>.Count)
        {
            if (!Vector.LessThanAll(new Vector<int>(indices[(at - 1)..]), new Vector<int>(indices[at..])))
                return false;
        }

        for (; at < indices.Length; at++)
        {
            if (indices[at - 1] >= indices[at])
                return false;
        }

        return true;
    }

    /// <summary>Where a batch's examples lie: from a row of a chunk on.</summary>
    private readonly record struct Batch(long Number, int Chunk, int Row, int Count);
}
