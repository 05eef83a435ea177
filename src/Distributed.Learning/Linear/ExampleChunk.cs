using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Distributed.Learning;

/// <summary>
/// Up to <see cref="RowsMax"/> examples in the order in which they were read. A row whose non-zero features need more memory with their indices than all
/// features without them is held whole; which depends on the row alone, so that sums over it have one order wherever it was read.
/// </summary>
/// <remarks>Memory: 4 bytes a feature of a whole row, 8 a non-zero feature of another, and 4 to 16 an example. Arrays may be longer than what is in use.</remarks>
internal sealed class ExampleChunk
{
    /// <summary>The most examples of a chunk: a power of two, so that a number says chunk and row.</summary>
    internal const int RowsMax = 1 << RowBits;

    internal const int RowBits = 12;

    // Once a few lines of a row were asked for, the processor sees where it goes.
    private const int PrefetchedMax = 320, CacheLine = 64;

    // empty if all rows are whole; the same array twice if none is
    private int[] _valueStarts;
    private int[] _indexStarts;
    private int[] _indices;
    private float[] _values;
    private readonly float[] _labels;
    private readonly float[] _weights;
    private readonly int _features;

    internal ExampleChunk(int features, int[] valueStarts, int[] indexStarts, int[] indices, float[] values, float[] labels, float[] weights)
    {
        _features = features;
        _valueStarts = valueStarts;
        _indexStarts = indexStarts;
        _indices = indices;
        _values = values;
        _labels = labels;
        _weights = weights;
    }

    internal int Count => _labels.Length;

    internal bool HasWeights => _weights.Length > 0;

    /// <summary>What the arrays take.</summary>
    internal long Bytes =>
        sizeof(float) * ((long)_valueStarts.Length + (_indexStarts == _valueStarts ? 0 : _indexStarts.Length) + _indices.Length + _values.Length + _labels.Length + _weights.Length);

    /// <summary>Whether the features were let go of: rows that are not whole have their starts at least.</summary>
    internal bool IsReleased => _valueStarts.Length == 0 && _values.Length == 0 && Count > 0;

    /// <summary>How many feature values are held.</summary>
    internal long Values => _valueStarts.Length == 0 ? (long)Count * _features : _valueStarts[Count];

    internal float Label(int row) => _labels[row];

    /// <summary>The example's weight; 1 if examples have none.</summary>
    internal float Weight(int row) => _weights.Length == 0 ? 1 : _weights[row];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal FeatureRow Row(int row)
    {
        if (_valueStarts.Length == 0)
            return new([], _values.AsSpan(row * _features, _features), isDense: true);
        int from = _valueStarts[row], count = _valueStarts[row + 1] - from;
        int indexFrom = _indexStarts[row], indices = _indexStarts[row + 1] - indexFrom;
        return new(_indices.AsSpan(indexFrom, indices), _values.AsSpan(from, count), isDense: indices == 0 && count > 0);
    }

    /// <summary>Asks for the beginning of a row that is read soon: the processor cannot foresee a drawn order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Prefetch(int row)
    {
        if (!Sse.IsSupported)
            return;
        FeatureRow features = Row(row);
        Prefetch(MemoryMarshal.AsBytes(features.Values));
        Prefetch(MemoryMarshal.AsBytes(features.Indices));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch(ReadOnlySpan<byte> bytes)
    {
        // An address is all that is needed: an array that moves meanwhile only makes the hint useless.
        byte* at = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes));
        for (int offset = 0; offset < Math.Min(bytes.Length, PrefetchedMax); offset += CacheLine)
            Sse.Prefetch0(at + offset);
    }

    /// <summary>Lets go of the features, which cannot be read any more; labels and weights stay.</summary>
    /// <returns>How many bytes they took.</returns>
    internal long Release()
    {
        long before = Bytes;
        (_valueStarts, _indexStarts, _indices, _values) = ([], [], [], []);
        return before - Bytes;
    }

    /// <summary>The same examples, with other weights.</summary>
    /// <param name="weights">One an example.</param>
    internal ExampleChunk WithWeights(float[] weights) => new(_features, _valueStarts, _indexStarts, _indices, _values, _labels, weights);
}
