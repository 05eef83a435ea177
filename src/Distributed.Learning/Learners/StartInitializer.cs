using System.Runtime.InteropServices;
using ParameterStore;

namespace Distributed.Learning;

/// <summary>First values that are given, by id: of each row, its first columns; the rest is 0.</summary>
internal sealed class StartInitializer : RowInitializer
{
    private readonly int[] _idOf;
    private readonly ReadOnlyMemory<float> _values;
    private readonly int _given;

    /// <param name="idOf">Of every row its id.</param>
    /// <param name="values">Row-major, ids × <paramref name="given"/>; empty: zeros.</param>
    /// <param name="given">Values an id.</param>
    internal StartInitializer(ReadOnlySpan<int> idOf, ReadOnlyMemory<float> values, int given)
    {
        _idOf = idOf.ToArray();
        _values = values;
        _given = given;
        ulong hash = (ulong)values.Length;
        foreach (uint bits in MemoryMarshal.Cast<float, uint>(values.Span))
            hash = Mix.Hash(hash, bits);
        Identity = $"given({hash:x16})";
    }

    public override string Identity { get; }

    public override void Fill(int firstRow, int columns, Span<float> values)
    {
        values.Clear();
        if (_values.IsEmpty)
            return;
        for (int offset = 0, row = firstRow; offset < values.Length; offset += columns, row++)
            _values.Span.Slice(_idOf[row] * _given, _given).CopyTo(values[offset..]);
    }
}
