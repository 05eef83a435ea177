using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Microsoft.ML.Randomness;

/// <summary>MurmurHash3 for 32 bits.</summary>
internal static class Murmur
{
    public static uint Round(uint hash, uint chunk)
    {
        return (BitOperations.RotateLeft(hash ^ Scramble(chunk), 13) * 5) + 0xE6546B64;
    }

    /// <summary>The hash of a text's bytes in UTF-8.</summary>
    public static uint Text(uint hash, ReadOnlySpan<char> text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        int whole = bytes.Length & ~3;
        for (int i = 0; i < whole; i += 4)
            hash = Round(hash, BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(i)));
        uint rest = 0;
        for (int i = bytes.Length - 1; i >= whole; i--)
            rest = (rest << 8) | bytes[i];
        if (bytes.Length > whole)
            hash ^= Scramble(rest);
        return Mix(hash, bytes.Length);
    }

    /// <summary>The finalizer, with the number of bytes that were hashed.</summary>
    public static uint Mix(uint hash, int length)
    {
        hash ^= (uint)length;
        hash ^= hash >> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >> 13;
        hash *= 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }

    private static uint Scramble(uint chunk) => BitOperations.RotateLeft(chunk * 0xCC9E2D51, 15) * 0x1B873593;
}
