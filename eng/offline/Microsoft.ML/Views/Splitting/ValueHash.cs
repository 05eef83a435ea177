using Microsoft.ML.Randomness;

namespace Microsoft.ML.Data;

/// <summary>Adds values of one type to a hash.</summary>
internal sealed class ValueHash<T>(bool isKey)
{
    private static readonly bool _isText = typeof(T) == typeof(ReadOnlyMemory<char>);
    private static readonly bool _isWide = typeof(T) == typeof(long) || typeof(T) == typeof(ulong) || typeof(T) == typeof(double);

    /// <summary>The bytes that a lone value counts for; text has been mixed with its own length.</summary>
    public int? ScalarLength => _isText ? null : _isWide ? sizeof(ulong) : typeof(T) == typeof(DataViewRowId) ? 2 * sizeof(ulong) : sizeof(uint);

    /// <summary>The bytes that an item of a vector counts for.</summary>
    public int? ItemLength => _isText ? null : _isWide ? sizeof(ulong) : sizeof(uint);

    /// <summary>False for a missing value, which makes the whole hash missing.</summary>
    public bool TryAdd(ref uint hash, T value)
    {
        if (isKey && EqualityComparer<T>.Default.Equals(value, default))
            return false;
        switch (value)
        {
            case ReadOnlyMemory<char> text:
                if (text.IsEmpty)
                    return false;
                hash = Murmur.Text(hash, text.Span.Trim(' '));
                return true;
            case float number:
                if (float.IsNaN(number))
                    return false;
                // minus zero counts as zero
                hash = Murmur.Round(hash, BitConverter.SingleToUInt32Bits(number == 0 ? 0 : number));
                return true;
            case double number:
                if (double.IsNaN(number))
                    return false;
                hash = Wide(hash, BitConverter.DoubleToUInt64Bits(number == 0 ? 0 : number));
                return true;
            default:
                hash = _isWide ? Wide(hash, Bits(value)) : Murmur.Round(hash, (uint)Bits(value));
                return true;
        }
    }

    /// <summary>The key of a value, from 1; 0 for a missing value.</summary>
    public uint KeyOf(T value, uint seed, int bits)
    {
        uint hash = seed;
        if (!TryAdd(ref hash, value))
            return 0;
        hash = ScalarLength is int bytes ? Murmur.Mix(hash, bytes) : hash;
        return (hash & ((1u << bits) - 1)) + 1;
    }

    private static uint Wide(uint hash, ulong bits) => Murmur.Round(Murmur.Round(hash, (uint)bits), (uint)(bits >> 32));

    private static ulong Bits(T value) => value switch
    {
        bool truth => truth ? 1ul : 0,
        sbyte number => (ulong)number,
        short number => (ulong)number,
        int number => (ulong)number,
        long number => (ulong)number,
        byte number => number,
        ushort number => number,
        uint number => number,
        ulong number => number,
        DataViewRowId id => id.Low,
        _ => throw new NotSupportedException($"Values of {typeof(T)} are not hashed."),
    };
}
