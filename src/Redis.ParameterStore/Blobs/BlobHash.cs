using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Redis.ParameterStore;

/// <summary>
/// A 64-bit hash of many bytes: four lanes of 8 bytes side by side, since a multiplication takes longer than the bytes take to arrive. The same on
/// every machine. Against accidents, not against an adversary.
/// </summary>
internal static class BlobHash
{
    private const int Lanes = 4, StripeBytes = Lanes * sizeof(ulong);
    private const ulong Odd1 = 0x9E3779B97F4A7C15, Odd2 = 0xD6E8FEB86659FD93;

    internal static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong a = Odd1, b = Odd2, c = ~Odd1, d = ~Odd2;
        int stripes = bytes.Length / StripeBytes;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes[..(stripes * StripeBytes)]);
        for (int i = 0; i + Lanes <= words.Length; i += Lanes)
        {
            a = Mix(a, words[i]);
            b = Mix(b, words[i + 1]);
            c = Mix(c, words[i + 2]);
            d = Mix(d, words[i + 3]);
        }

        ulong hash = Mix(Mix(Mix(Mix((ulong)bytes.Length, a), b), c), d);
        Span<byte> last = stackalloc byte[StripeBytes];
        last.Clear();
        bytes[(stripes * StripeBytes)..].CopyTo(last);
        for (int i = 0; i < StripeBytes; i += sizeof(ulong))
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(last[i..]));
        return Finish(hash);
    }

    // A bijection of the lane for every word, and of the word for every lane: one changed word always changes the lane.
    private static ulong Mix(ulong lane, ulong word)
    {
        if (!BitConverter.IsLittleEndian)
            word = BinaryPrimitives.ReverseEndianness(word);
        return (BitOperations.RotateLeft(lane, 29) ^ (word * Odd2)) * Odd1;
    }

    private static ulong Finish(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }
}
