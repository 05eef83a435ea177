using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ParameterStore;

/// <summary>
/// A store's state as bytes, in the order of little-endian machines: 8 bytes of magic with the format's version, the header's length (4), the header, the SHA-256 of
/// all so far, the tables' values in order, each with the state that its fold keeps behind it, the SHA-256 of all so far. Format 1 is read too: all of its folds add. The header's own checksum stands before anything is
/// allocated to its numbers.
/// </summary>
internal static class SnapshotFormat
{
    private const int HeaderLimit = 64 << 20;
    private const int ChunkBytes = 1 << 20;
    private const byte FormatWithoutFolds = 1;

    private static ReadOnlySpan<byte> Magic => "PSTORE\0\u0002"u8;

    internal static async Task WriteAsync(StoreState state, Stream to, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] header = SnapshotHeader.Encode(state);
        if (header.Length > HeaderLimit)
            throw new InvalidOperationException($"The store's tables and seats take {header.Length:N0} bytes to describe; a snapshot has room for {HeaderLimit:N0}.");
        byte[] start = [.. Magic, .. BitConverter.GetBytes(header.Length), .. header];
        await PutAsync(start).ConfigureAwait(false);
        await to.WriteAsync(hash.GetCurrentHash(), cancellationToken).ConfigureAwait(false);

        byte[] chunk = new byte[ChunkBytes];
        foreach (float[] values in ValuesOf(state))
        {
            for (int done = 0; done < values.Length;)
            {
                int count = Math.Min(ChunkBytes / sizeof(float), values.Length - done);
                MemoryMarshal.AsBytes(values.AsSpan(done, count)).CopyTo(chunk);
                await PutAsync(chunk.AsMemory(0, count * sizeof(float))).ConfigureAwait(false);
                done += count;
            }
        }
        await to.WriteAsync(hash.GetCurrentHash(), cancellationToken).ConfigureAwait(false);

        ValueTask PutAsync(ReadOnlyMemory<byte> bytes)
        {
            hash.AppendData(bytes.Span);
            return to.WriteAsync(bytes, cancellationToken);
        }
    }

    /// <exception cref="InvalidDataException">The stream holds no whole snapshot.</exception>
    internal static async Task<StoreState> ReadAsync(Stream from, CancellationToken cancellationToken)
    {
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            (byte[] header, bool hasFolds) = await ReadHeaderAsync(from, hash, cancellationToken).ConfigureAwait(false);
            StoreState state = SnapshotHeader.Decode(header, hasFolds);
            byte[] chunk = new byte[ChunkBytes];
            foreach (float[] values in ValuesOf(state))
            {
                for (int done = 0; done < values.Length;)
                {
                    int count = Math.Min(ChunkBytes / sizeof(float), values.Length - done);
                    Memory<byte> bytes = chunk.AsMemory(0, count * sizeof(float));
                    await from.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
                    hash.AppendData(bytes.Span);
                    bytes.Span.CopyTo(MemoryMarshal.AsBytes(values.AsSpan(done, count)));
                    done += count;
                }
            }
            await CheckHashAsync(from, hash, cancellationToken).ConfigureAwait(false);
            return state;
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("The stream ends before the snapshot does; it was cut short. Take an older, whole snapshot.", e);
        }
    }

    private static IEnumerable<float[]> ValuesOf(StoreState state) => state.Tables.SelectMany(table => new[] { table.Values, table.State });

    private static async Task<(byte[] Header, bool HasFolds)> ReadHeaderAsync(Stream from, IncrementalHash hash, CancellationToken cancellationToken)
    {
        byte[] start = new byte[Magic.Length + sizeof(int)];
        await from.ReadExactlyAsync(start, cancellationToken).ConfigureAwait(false);
        if (!start.AsSpan().StartsWith(Magic[..^1]))
            throw new InvalidDataException("The stream is no snapshot of a parameter store.");
        byte format = start[Magic.Length - 1];
        if (format != Magic[^1] && format != FormatWithoutFolds)
            throw new InvalidDataException($"The snapshot has format {format}, but this version reads formats {FormatWithoutFolds} and {Magic[^1]}.");
        int length = BitConverter.ToInt32(start, Magic.Length);
        if (length is < 0 or > HeaderLimit)
            throw new InvalidDataException($"The snapshot's header claims {length:N0} bytes; it was altered.");
        byte[] header = new byte[length];
        await from.ReadExactlyAsync(header, cancellationToken).ConfigureAwait(false);
        hash.AppendData(start);
        hash.AppendData(header);
        await CheckHashAsync(from, hash, cancellationToken).ConfigureAwait(false);
        return (header, format != FormatWithoutFolds);
    }

    private static async Task CheckHashAsync(Stream from, IncrementalHash hash, CancellationToken cancellationToken)
    {
        byte[] written = new byte[SHA256.HashSizeInBytes];
        await from.ReadExactlyAsync(written, cancellationToken).ConfigureAwait(false);
        if (!written.AsSpan().SequenceEqual(hash.GetCurrentHash()))
            throw new InvalidDataException("The snapshot's checksum does not match; it was altered. Take an older, whole snapshot.");
    }
}
