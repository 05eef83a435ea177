using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Redis.ParameterStore;

/// <summary>Records as bytes: 16 hex digits of the chain, 16 digits of the time, then the body.</summary>
/// <remarks>The body: the format (1 byte), member, sequence and token (zigzag varints), how many entries (varint), the entries (<see cref="EntryWriter"/>).</remarks>
internal static class LogCodec
{
    /// <summary>What the chain is before the first record.</summary>
    internal const string ChainStart = "0000000000000000";

    /// <summary>The longest body that is written; entries beyond go into the next record.</summary>
    internal const int BodyBytesMax = 64 << 10;

    private const byte Format = 3;
    private const int ChainDigits = 16, TimeDigits = 16;

    /// <summary>Writes the body of a record.</summary>
    /// <exception cref="ArgumentException">There is no entry, or a name in one is longer than a record may hold.</exception>
    internal static byte[] Encode(int member, long sequence, long token, ReadOnlySpan<LogEntry> entries)
    {
        if (entries.IsEmpty)
            throw new ArgumentException("A record has at least one entry.", nameof(entries));
        ArrayBufferWriter<byte> body = new();
        RecordWriter writer = new(body);
        writer.Byte(Format);
        writer.Int32(member);
        writer.Int64(sequence);
        writer.Int64(token);
        writer.Count(entries.Length);
        foreach (LogEntry entry in entries)
            EntryWriter.Write(writer, entry);
        return body.WrittenSpan.ToArray();
    }

    /// <summary>Reads a record as the server stores it. Counts and sizes are checked before memory is allocated.</summary>
    /// <exception cref="InvalidDataException">The bytes are no record.</exception>
    internal static LogRecord Decode(long index, ReadOnlySpan<byte> stored)
    {
        RecordReader.Check(stored.Length > ChainDigits + TimeDigits, $"they are only {stored.Length}");
        ReadOnlySpan<byte> chain = stored[..ChainDigits];
        RecordReader.Check(!chain.ContainsAnyExcept("0123456789abcdef"u8), "the chain is no hexadecimal number");
        ReadOnlySpan<byte> stamp = stored.Slice(ChainDigits, TimeDigits);
        RecordReader.Check(!stamp.ContainsAnyExceptInRange((byte)'0', (byte)'9') & Utf8Parser.TryParse(stamp, out long time, out _), "the time is no number");

        RecordReader reader = new(stored[(ChainDigits + TimeDigits)..]);
        byte format = reader.Byte("the format");
        RecordReader.Check(format == Format, $"its format is {format}, and this version of the library reads {Format}; another version wrote it. Run the same version in all processes");
        int member = reader.Int32("the member");
        long sequence = reader.Int64("the sequence");
        long token = reader.Int64("the token");
        var entries = new LogEntry[reader.Count(1, "entries")];
        RecordReader.Check(entries.Length > 0, "it has no entry");
        for (int i = 0; i < entries.Length; i++)
            entries[i] = EntryReader.Read(ref reader);
        reader.End();
        return new(index, Encoding.ASCII.GetString(chain), time, member, sequence, token, entries);
    }

    /// <summary>The chain after a record, as append.lua computes it.</summary>
    internal static string ChainAfter(string chain, ReadOnlySpan<byte> timeAndBody)
    {
        byte[] all = ArrayPool<byte>.Shared.Rent(chain.Length + timeAndBody.Length);
        int prefix = Encoding.ASCII.GetBytes(chain, all);
        timeAndBody.CopyTo(all.AsSpan(prefix));
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];

        // Against accidents, not against an adversary; it is the hash that a server's scripts have.
        SHA1.HashData(all.AsSpan(0, prefix + timeAndBody.Length), hash);
        ArrayPool<byte>.Shared.Return(all);
        return Convert.ToHexStringLower(hash[..(ChainDigits / 2)]);
    }
}
