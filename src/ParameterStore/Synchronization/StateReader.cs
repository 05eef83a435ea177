using System.Buffers.Binary;

namespace ParameterStore;

/// <summary>Reads what <see cref="StateWriter"/> wrote; anything else is an <see cref="InvalidDataException"/> that says what is wrong.</summary>
internal ref struct StateReader
{
    private ReadOnlySpan<byte> _rest;

    public StateReader(ReadOnlySpan<byte> from, int tag)
    {
        _rest = from;
        Expect(tag, "tag");
    }

    /// <summary>Bytes not read yet.</summary>
    public readonly int Remaining => _rest.Length;

    public void Expect(int value, string what)
    {
        int found = ReadInt32(what, int.MinValue, int.MaxValue);
        Check(found == value, $"{what} is {found} instead of {value}");
    }

    public int ReadInt32(string what, int min, int max)
    {
        Check(_rest.Length >= sizeof(int), $"{what} is cut off");
        int value = BinaryPrimitives.ReadInt32LittleEndian(_rest);
        _rest = _rest[sizeof(int)..];
        Check(value >= min && value <= max, $"{what} is {value}, out of {min} to {max}");
        return value;
    }

    public long ReadInt64(string what, long min)
    {
        Check(_rest.Length >= sizeof(long), $"{what} is cut off");
        long value = BinaryPrimitives.ReadInt64LittleEndian(_rest);
        _rest = _rest[sizeof(long)..];
        Check(value >= min, $"{what} is {value}, under {min}");
        return value;
    }

    /// <summary>Nothing may follow.</summary>
    public readonly void End() => Check(_rest.IsEmpty, $"{_rest.Length} bytes follow its end");

    public static void Check(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidDataException($"These bytes are no saved state of this policy: {otherwise}.");
    }
}
