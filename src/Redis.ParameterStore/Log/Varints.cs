namespace Redis.ParameterStore;

/// <summary>Numbers of 7 bits a byte, the lowest first; the high bit says that more follow.</summary>
internal static class Varints
{
    /// <summary>The most bytes of one number.</summary>
    internal const int BytesMax = 10;

    /// <returns>How many bytes were written.</returns>
    internal static int Write(Span<byte> to, ulong value)
    {
        int length = 0;
        for (; value >= 0x80; value >>= 7)
            to[length++] = (byte)(value | 0x80);
        to[length++] = (byte)value;
        return length;
    }

    /// <returns>How many bytes were read; 0 if they are cut off or more than 64 bits.</returns>
    internal static int Read(ReadOnlySpan<byte> from, out ulong value)
    {
        value = 0;
        for (int i = 0; i < from.Length && i < BytesMax; i++)
        {
            byte b = from[i];
            if (i == BytesMax - 1 && b > 1)
                return 0;
            value |= (ulong)(b & 0x7F) << (7 * i);
            if (b < 0x80)
                return i + 1;
        }
        return 0;
    }
}
