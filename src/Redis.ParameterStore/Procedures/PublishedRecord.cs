using System.Buffers.Text;

namespace Redis.ParameterStore;

/// <summary>What append.lua publishes: the record's index, a space, and the record if it is short.</summary>
internal static class PublishedRecord
{
    private const int ChainDigits = 16;
    private const int StampDigits = 16;

    internal static bool TryParse(ReadOnlySpan<byte> message, out long index, out ReadOnlySpan<byte> stored)
    {
        stored = default;
        if (!Utf8Parser.TryParse(message, out index, out int digits) || index < 0 || digits >= message.Length || message[digits] != (byte)' ')
            return false;
        stored = message[(digits + 1)..];
        return true;
    }

    /// <summary>Whether a record is whole and the one after a chain.</summary>
    internal static bool Follows(string chain, ReadOnlySpan<byte> stored)
    {
        if (stored.Length <= ChainDigits + StampDigits)
            return false;
        string after = LogCodec.ChainAfter(chain, stored[ChainDigits..]);
        for (int i = 0; i < ChainDigits; i++)
            if (after[i] != stored[i])
                return false;
        return true;
    }
}
