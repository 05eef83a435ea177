using System.Buffers.Binary;

namespace Redis.ParameterStore;

/// <summary>A hash of a state's bytes, the same on every machine. Finds differences; is no protection against forgery.</summary>
internal static class StateHash
{
    /// <summary>64 bits over all bytes and their number.</summary>
    internal static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = Mix((ulong)bytes.Length ^ 0x9E3779B97F4A7C15UL);
        while (bytes.Length >= sizeof(ulong))
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        Span<byte> rest = stackalloc byte[sizeof(ulong)];
        rest.Clear();
        bytes.CopyTo(rest);
        return Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(rest));
    }

    // One round of a multiply and shift mixer: a changed bit changes about half of all.
    private static ulong Mix(ulong x)
    {
        x *= 0xBF58476D1CE4E5B9UL;
        return (x ^ (x >> 29)) * 0x94D049BB133111EBUL;
    }
}
