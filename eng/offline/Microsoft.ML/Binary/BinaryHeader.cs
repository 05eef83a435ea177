using System.Buffers.Binary;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Binary;

/// <summary>The 256 bytes that a binary view starts with.</summary>
internal readonly record struct BinaryHeader(long TableOfContents, long Tail, long Rows, int Columns)
{
    public const int Size = 256;
    public const ulong TailMagic = 0x434D4C0044564200;

    private const ulong Magic = 0x00425644004C4D43;
    private const ulong Version = 0x0001000100010006;

    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        Span<byte> span = bytes;
        BinaryPrimitives.WriteUInt64LittleEndian(span, Magic);
        BinaryPrimitives.WriteUInt64LittleEndian(span[8..], Version);
        BinaryPrimitives.WriteUInt64LittleEndian(span[16..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(span[24..], TableOfContents);
        BinaryPrimitives.WriteInt64LittleEndian(span[32..], Tail);
        BinaryPrimitives.WriteInt64LittleEndian(span[40..], Rows);
        BinaryPrimitives.WriteInt32LittleEndian(span[48..], Columns);
        return bytes;
    }

    public static BinaryHeader Read(ReadOnlySpan<byte> bytes)
    {
        Check.Format(bytes.Length == Size && BinaryPrimitives.ReadUInt64LittleEndian(bytes) == Magic, "This is no binary view.");
        Check.Format(BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]) <= Version, "A newer version wrote this binary view.");
        return new BinaryHeader(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[48..]));
    }
}
