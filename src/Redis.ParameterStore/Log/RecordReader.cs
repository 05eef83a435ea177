using System.Buffers.Binary;
using System.Text;
using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>
/// Reads what <see cref="RecordWriter"/> wrote. Total: anything else is an <see cref="InvalidDataException"/> that says what is wrong, and no
/// count is believed before the bytes for it are there.
/// </summary>
internal ref struct RecordReader
{
    private static readonly UTF8Encoding _strict = new(false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest;

    internal RecordReader(ReadOnlySpan<byte> from) => _rest = from;

    /// <summary>A record's first refusal stands; <paramref name="otherwise"/> says what is wrong.</summary>
    internal static void Check(bool holds, string otherwise)
    {
        if (!holds)
            throw Invalid(otherwise);
    }

    internal static InvalidDataException Invalid(string what) => new($"These bytes are no record of a job's log: {what}.");

    internal byte Byte(string what) => Take(1, what)[0];

    /// <summary>A count of things that take at least <paramref name="bytesEach"/> bytes, which must be there.</summary>
    internal int Count(int bytesEach, string what)
    {
        ulong count = Varint(what);
        if (count > (ulong)(_rest.Length / bytesEach))
            throw Invalid($"{count} {what} do not fit {_rest.Length} bytes");
        return (int)count;
    }

    internal int Int32(string what)
    {
        long value = Int64(what);
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Invalid($"{what} is {value}");
    }

    internal int Size(string what)
    {
        int value = Int32(what);
        return value >= 0 ? value : throw Invalid($"{what} is {value}");
    }

    internal long Int64(string what)
    {
        ulong value = Varint(what);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    internal ulong UInt64(string what) => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong), what));

    internal float Single(string what) => BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float), what));

    internal double Double(string what) => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double), what));

    internal bool Flag(string what) => Choice(2, what) == 1;

    /// <summary>One of <paramref name="choices"/> numbers, from 0.</summary>
    internal int Choice(int choices, string what)
    {
        byte value = Byte(what);
        return value < choices ? value : throw Invalid($"{what} is {value}, which another version of this library may know");
    }

    internal string Text(string what)
    {
        int length = Count(1, what);
        Check(length <= RecordWriter.TextBytesMax, $"{what} is too long");
        try
        {
            return _strict.GetString(Take(length, what));
        }
        catch (DecoderFallbackException)
        {
            throw Invalid($"{what} is no text");
        }
    }

    internal WorkerId Worker() => new(Int32("a seat"), Int32("an incarnation"));

    internal AttemptId Attempt() => new(Worker(), Int32("a clock"), Int32("a try"));

    internal StoreVersion Version() => new(Int64("a version"), UInt64("a version's chain"));

    internal UpdateRef Update()
    {
        int member = Int32("an update's member");
        long number = Int64("an update's number");
        var codec = (UpdateCodec)Choice(2, "an update's codec");
        int[] shared = new int[Count(1, "parameter shards")];
        for (int i = 0; i < shared.Length; i++)
            shared[i] = Size("a blob's length");
        var owned = new OwnedRef[Count(2, "owned parts")];
        for (int i = 0; i < owned.Length; i++)
            owned[i] = OwnedRef.Decode(Int32("an example shard"), Int32("a blob's length"));
        return new(member, number, codec, shared, owned);
    }

    /// <summary>Nothing may follow.</summary>
    internal readonly void End() => Check(_rest.IsEmpty, $"{_rest.Length} bytes follow its end");

    private ulong Varint(string what)
    {
        int length = Varints.Read(_rest, out ulong value);
        Check(length > 0, $"{what} is cut off");
        _rest = _rest[length..];
        return value;
    }

    private ReadOnlySpan<byte> Take(int bytes, string what)
    {
        if (bytes > _rest.Length)
            throw Invalid($"{what} is cut off");
        ReadOnlySpan<byte> taken = _rest[..bytes];
        _rest = _rest[bytes..];
        return taken;
    }
}
