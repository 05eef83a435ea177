using System.Runtime.InteropServices;

namespace Microsoft.ML.Distributed;

/// <summary>
/// Weights as a saved model holds them: all of them, or, if most are 0 (as an L1 penalty leaves them), the others with their indices.
/// </summary>
/// <remarks>All bits stay, but that a weight of −0 becomes 0 where indices are stored.</remarks>
internal sealed class StoredWeights
{
    private const int BufferLength = 1 << 14;

    private readonly ReadOnlyMemory<float> _weights;

    /// <param name="weights">Features, or classes × features row-major.</param>
    /// <exception cref="InvalidOperationException">A weight is not finite: ML.NET would refuse the model.</exception>
    internal StoredWeights(ReadOnlyMemory<float> weights)
    {
        ReadOnlySpan<float> all = weights.Span;
        int bad = all.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (bad >= 0)
            throw new InvalidOperationException($"Weight {bad} is {all[bad]}, which ML.NET's model does not hold.");
        _weights = weights;
        int others = all.Length - all.Count(0f);
        IsSparse = 2L * others < all.Length;
        Count = IsSparse ? others : all.Length;
    }

    /// <summary>Whether indices are stored.</summary>
    internal bool IsSparse { get; }

    /// <summary>Weights that are stored.</summary>
    internal int Count { get; }

    /// <summary>Bytes of weights and indices.</summary>
    internal long Bytes => (long)Count * (IsSparse ? sizeof(float) + sizeof(int) : sizeof(float));

    /// <summary>How many of a part of the weights are stored.</summary>
    internal int CountIn(int first, int length) => IsSparse ? length - _weights.Span.Slice(first, length).Count(0f) : length;

    /// <summary>Writes the indices, if they are stored, of a part of the weights, counted from its first.</summary>
    internal void WriteIndices(Stream to, int first, int length)
    {
        if (!IsSparse)
            return;
        ReadOnlySpan<float> part = _weights.Span.Slice(first, length);
        var buffer = new List<int>(BufferLength);
        for (int i = 0; i < part.Length; i++)
        {
            if (part[i] != 0)
                Add(to, buffer, i);
        }

        Flush(to, buffer);
    }

    /// <summary>Writes the stored weights.</summary>
    internal void WriteValues(Stream to)
    {
        if (!IsSparse)
        {
            WriteAll(to, _weights.Span);
            return;
        }

        var buffer = new List<float>(BufferLength);
        foreach (float weight in _weights.Span)
        {
            if (weight != 0)
                Add(to, buffer, weight);
        }

        Flush(to, buffer);
    }

    private static void WriteAll(Stream to, ReadOnlySpan<float> weights)
    {
        for (; weights.Length > BufferLength; weights = weights[BufferLength..])
            to.Write(MemoryMarshal.AsBytes(weights[..BufferLength]));
        to.Write(MemoryMarshal.AsBytes(weights));
    }

    private static void Add<T>(Stream to, List<T> buffer, T value)
        where T : unmanaged
    {
        buffer.Add(value);
        if (buffer.Count == BufferLength)
            Flush(to, buffer);
    }

    private static void Flush<T>(Stream to, List<T> buffer)
        where T : unmanaged
    {
        to.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(buffer)));
        buffer.Clear();
    }
}
