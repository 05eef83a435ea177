using System.Numerics;

namespace Microsoft.ML.Randomness;

/// <summary>MurmurHash3 for 32 bits.</summary>
internal static class Murmur
{
    public static uint Round(uint hash, uint chunk) => (BitOperations.RotateLeft(hash ^ Scramble(chunk), 13) * 5) + 0xE6546B64;

    /// <summary>
    /// The hash of a text's bytes in UTF-8, each half of a surrogate pair as three bytes. It is that of the real package, which
    /// turns the bytes of a character round together with those that still wait: so only ASCII is hashed as its bytes are.
    /// </summary>
    public static uint Text(uint hash, ReadOnlySpan<char> text)
    {
        ulong waiting = 0;
        int bits = 0;
        int length = 0;
        foreach (uint character in text)
        {
            waiting = Append(waiting, bits, character, out int added);
            bits += added;
            length += added / 8;
            if (bits < 32)
                continue;
            hash = Round(hash, (uint)waiting);
            waiting >>= 32;
            bits -= 32;
        }
        if (bits > 0)
            hash ^= Scramble((uint)waiting);
        return Mix(hash, length);
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

    private static ulong Append(ulong waiting, int bits, uint character, out int added)
    {
        switch (character)
        {
            case < 0x80:
                added = 8;
                return waiting | ((ulong)character << bits);
            case < 0x800:
                added = 16;
                waiting |= (ulong)(0xC080 | ((character << 2) & 0x1F00) | (character & 0x3F)) << bits;
                return ((waiting & 0xFF) << 8) | (waiting >> 8);
            default:
                added = 24;
                waiting |= (ulong)(0xE08080 | ((character << 4) & 0x0F0000) | ((character << 2) & 0x3F00) | (character & 0x3F)) << bits;
                return ((waiting & 0xFF) << 16) | (waiting & 0xFF00) | (waiting >> 16);
        }
    }

    private static uint Scramble(uint chunk) => BitOperations.RotateLeft(chunk * 0xCC9E2D51, 15) * 0x1B873593;
}
