using System.Numerics;
using System.Runtime.CompilerServices;

namespace Distributed.Learning;

/// <summary>Chance as a pure function: hashes of counters instead of a generator's state.</summary>
internal static class Mix
{
    private const ulong Golden = 0x9E3779B97F4A7C15UL;

    /// <summary>The <paramref name="counter"/>-th number of the stream that a seed names (SplitMix64).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Hash(ulong seed, ulong counter)
    {
        ulong x = seed + (Golden * (counter + 1));
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }

    /// <summary>A seed for one purpose, unrelated to those of other purposes.</summary>
    internal static ulong Stream(ulong seed, ulong purpose) => Hash(BitOperations.RotateLeft(seed, 32) ^ Golden, purpose);

    /// <summary>A number in [0, 1) with 24 random bits, exact in single precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Unit(ulong hash) => (hash >> 40) * (1f / (1 << 24));

    /// <summary>Puts values into an order that a seed and their present order decide (Fisher and Yates).</summary>
    internal static void Shuffle<T>(Span<T> values, ulong seed)
    {
        for (int last = values.Length - 1; last > 0; last--)
        {
            int other = (int)Math.BigMul(Hash(seed, (uint)last), (ulong)last + 1, out _);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }
}
