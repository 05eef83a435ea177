using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Distributed.Learning;

/// <summary>A hash that tells data apart that differ by mistake; no protection against those who want it to collide. At the speed of memory.</summary>
internal static class DataHash
{
    private const ulong Golden = 0x9E3779B97F4A7C15UL;
    private const int Lanes = 4;

    /// <summary>Of some values' bytes and their number.</summary>
    internal static ulong Of<T>(ReadOnlySpan<T> values, ulong seed)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(values);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        ulong hash = Words(words, Mix.Hash(seed, (ulong)values.Length));
        foreach (byte rest in bytes[(words.Length * sizeof(ulong))..])
            hash = Mix.Hash(hash, rest);
        return hash;
    }

    /// <summary>Several hashes, in their order.</summary>
    internal static ulong Combine(ReadOnlySpan<ulong> hashes) => Of(hashes, Golden);

    /// <summary>Of a set of ratings, in whatever order they come.</summary>
    internal static ulong OfSet(IEnumerable<ReadOnlyMemory<Rating>> chunks)
    {
        ulong sum = 0;
        foreach (ReadOnlyMemory<Rating> chunk in chunks)
            foreach (ref readonly Rating rating in chunk.Span)
                sum += Mix.Hash(Mix.Hash((uint)rating.User, (uint)rating.Item), BitConverter.SingleToUInt32Bits(rating.Value));
        return sum;
    }

    // Lanes of their own, so that a product need not wait for the one before.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Words(ReadOnlySpan<ulong> words, ulong seed)
    {
        ulong a = seed, b = seed + 1, c = seed + 2, d = seed + 3;
        int at = 0;
        for (; at <= words.Length - Lanes; at += Lanes)
        {
            a = Step(a, words[at]);
            b = Step(b, words[at + 1]);
            c = Step(c, words[at + 2]);
            d = Step(d, words[at + 3]);
        }

        for (; at < words.Length; at++)
            a = Step(a, words[at]);
        return Mix.Hash(Mix.Hash(a, b), Mix.Hash(c, d));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Step(ulong lane, ulong word) => BitOperations.RotateLeft((lane ^ word) * Golden, 29);
}
