using System.IO.Compression;

namespace Microsoft.ML.Binary;

/// <summary>How a block is compressed: the byte 0 for not at all, 1 for deflate without a header.</summary>
internal static class Compression
{
    public const byte None = 0;
    public const byte Deflate = 1;

    public static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var stream = new DeflateStream(compressed, CompressionMode.Compress, leaveOpen: true))
            stream.Write(bytes, 0, bytes.Length);
        return compressed.ToArray();
    }

    public static Stream Open(byte kind, byte[] bytes) => kind switch
    {
        None => new MemoryStream(bytes),
        Deflate => new DeflateStream(new MemoryStream(bytes), CompressionMode.Decompress),
        _ => throw new FormatException($"Unknown kind of compression {kind}."),
    };
}
