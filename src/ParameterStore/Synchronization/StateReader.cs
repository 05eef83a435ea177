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

    public void Expect(long value, string what)
    {
        long found = ReadInt64(what, long.MinValue);
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

    public ulong ReadUInt64(string what) => (ulong)ReadInt64(what, long.MinValue);

    public bool ReadBoolean(string what) => ReadInt32(what, 0, 1) == 1;

    public float ReadSingle(string what) => BitConverter.Int32BitsToSingle(ReadInt32(what, int.MinValue, int.MaxValue));

    public double ReadDouble(string what) => BitConverter.Int64BitsToDouble(ReadInt64(what, long.MinValue));

    /// <summary>A number of things that are still to be read, of which each takes at least so many bytes.</summary>
    public int ReadCount(string what, int bytesEach)
    {
        int count = ReadInt32(what, 0, int.MaxValue);
        Check(count <= Remaining / bytesEach, $"{what} are {count}, but only {Remaining} bytes follow");
        return count;
    }

    public TEnum ReadEnum<TEnum>(string what)
        where TEnum : struct, Enum
    {
        int value = ReadInt32(what, 0, int.MaxValue);
        Check(Enum.IsDefined(typeof(TEnum), value), $"{what} is {value}, which has no meaning");
        return (TEnum)Enum.ToObject(typeof(TEnum), value);
    }

    public WorkerId ReadWorker(string what) => new(ReadInt32(what, 0, int.MaxValue), ReadInt32(what, 0, int.MaxValue));

    public AttemptId ReadAttempt(string what) => new(ReadWorker(what), ReadInt32(what, 0, int.MaxValue), ReadInt32(what, 0, int.MaxValue));

    public StoreVersion ReadVersion(string what) => new(ReadInt64(what, 0), ReadUInt64(what));

    public BlockLoss ReadLoss(string what) => new(ReadDouble(what), ReadInt64(what, 0), ReadDouble(what));

    /// <summary>Bytes behind their number. Valid as long as what is read from.</summary>
    public ReadOnlySpan<byte> ReadBytes(string what)
    {
        int length = ReadCount(what, 1);
        ReadOnlySpan<byte> bytes = _rest[..length];
        _rest = _rest[length..];
        return bytes;
    }

    public string ReadString(string what) => System.Text.Encoding.UTF8.GetString(ReadBytes(what));

    /// <summary>Nothing may follow.</summary>
    public readonly void End() => Check(_rest.IsEmpty, $"{_rest.Length} bytes follow its end");

    public static void Check(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidDataException($"These bytes are no saved state: {otherwise}.");
    }
}
