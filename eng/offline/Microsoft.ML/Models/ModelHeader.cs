using System.Buffers.Binary;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Models;

/// <summary>The 256 bytes that a component's part of a model file starts with; offsets count from there.</summary>
internal sealed class ModelHeader
{
    public const int Size = 256;

    private const ulong Magic = 0x4C45444F4D004C4D;
    private const ulong Tail = 0x4D4C004D4F44454C;
    private const uint FormatVersion = 0x00010002;
    private const int LoaderLength = 24;

    public long BodyLength { get; set; }

    public long TextOffsets { get; set; }

    public long TextOffsetsLength { get; set; }

    public long Texts { get; set; }

    public long TextsLength { get; set; }

    public long AssemblyName { get; set; }

    public int AssemblyNameLength { get; set; }

    public long TailOffset { get; set; }

    public ulong Signature { get; private set; }

    public uint Written { get; private set; }

    public uint Readable { get; private set; }

    public string Loader { get; private set; }

    public string OldLoader { get; private set; }

    public static bool IsTail(ulong value) => value == Tail;

    public static byte[] TailBytes()
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Tail);
        return bytes;
    }

    /// <summary>Reads the header of a part of so many bytes, and checks that all it speaks of lies where it must.</summary>
    public static ModelHeader Read(ReadOnlySpan<byte> bytes, long partLength)
    {
        Check.Format(bytes.Length == Size && BinaryPrimitives.ReadUInt64LittleEndian(bytes) == Magic, "This is no part of a model file.");
        uint written = BinaryPrimitives.ReadUInt32LittleEndian(bytes[0x08..]);
        uint readable = BinaryPrimitives.ReadUInt32LittleEndian(bytes[0x0C..]);
        Check.Format(readable <= written && readable <= FormatVersion, "The model's format is too new.");
        Check.Format(BinaryPrimitives.ReadInt64LittleEndian(bytes[0x10..]) == Size, "The model's header has an unknown size.");
        ModelHeader header = Parse(bytes);
        header.CheckPlaces(BinaryPrimitives.ReadInt64LittleEndian(bytes[0x88..]), partLength);
        return header;
    }

    public void Mark(ModelVersion version)
    {
        Signature = SignatureOf(version);
        Written = version.Written;
        Readable = version.Readable;
        Loader = version.Loader;
        OldLoader = version.OldLoader;
    }

    public bool IsMarked(ModelVersion version) => Signature == SignatureOf(version);

    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        Span<byte> span = bytes;
        BinaryPrimitives.WriteUInt64LittleEndian(span, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(span[0x08..], FormatVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(span[0x0C..], FormatVersion);
        BinaryPrimitives.WriteInt64LittleEndian(span[0x10..], Size);
        BinaryPrimitives.WriteInt64LittleEndian(span[0x18..], BodyLength);
        BinaryPrimitives.WriteInt64LittleEndian(span[0x20..], TextOffsets);
        BinaryPrimitives.WriteInt64LittleEndian(span[0x28..], TextOffsetsLength);
        BinaryPrimitives.WriteInt64LittleEndian(span[0x30..], Texts);
        BinaryPrimitives.WriteInt64LittleEndian(span[0x38..], TextsLength);
        BinaryPrimitives.WriteUInt64LittleEndian(span[0x40..], Signature);
        BinaryPrimitives.WriteUInt32LittleEndian(span[0x48..], Written);
        BinaryPrimitives.WriteUInt32LittleEndian(span[0x4C..], Readable);
        Encoding.ASCII.GetBytes(Loader, span.Slice(0x50, LoaderLength));
        Encoding.ASCII.GetBytes(OldLoader ?? "", span.Slice(0x68, LoaderLength));
        BinaryPrimitives.WriteInt64LittleEndian(span[0x80..], TailOffset);
        BinaryPrimitives.WriteInt64LittleEndian(span[0x88..], TailOffset + sizeof(ulong));
        BinaryPrimitives.WriteInt64LittleEndian(span[0x90..], AssemblyName);
        BinaryPrimitives.WriteInt32LittleEndian(span[0x98..], AssemblyNameLength);
        return bytes;
    }

    private static ModelHeader Parse(ReadOnlySpan<byte> bytes) => new()
    {
        BodyLength = BinaryPrimitives.ReadInt64LittleEndian(bytes[0x18..]),
        TextOffsets = BinaryPrimitives.ReadInt64LittleEndian(bytes[0x20..]),
        TextOffsetsLength = BinaryPrimitives.ReadInt64LittleEndian(bytes[0x28..]),
        Texts = BinaryPrimitives.ReadInt64LittleEndian(bytes[0x30..]),
        TextsLength = BinaryPrimitives.ReadInt64LittleEndian(bytes[0x38..]),
        Signature = BinaryPrimitives.ReadUInt64LittleEndian(bytes[0x40..]),
        Written = BinaryPrimitives.ReadUInt32LittleEndian(bytes[0x48..]),
        Readable = BinaryPrimitives.ReadUInt32LittleEndian(bytes[0x4C..]),
        Loader = Name(bytes.Slice(0x50, LoaderLength)),
        OldLoader = Name(bytes.Slice(0x68, LoaderLength)),
        TailOffset = BinaryPrimitives.ReadInt64LittleEndian(bytes[0x80..]),
        AssemblyName = BinaryPrimitives.ReadInt64LittleEndian(bytes[0x90..]),
        AssemblyNameLength = BinaryPrimitives.ReadInt32LittleEndian(bytes[0x98..]),
    };

    /// <summary>Body, texts, assembly name and tail follow one another without gaps.</summary>
    private void CheckPlaces(long end, long partLength)
    {
        long next = Size + BodyLength;
        bool fits = BodyLength >= 0 && TextOffsetsLength >= 0 && TextsLength >= 0 && AssemblyNameLength >= 0;
        if (TextOffsets != 0)
        {
            fits &= TextOffsets == next && Texts == TextOffsets + TextOffsetsLength && TextOffsetsLength % sizeof(long) == 0;
            next = Texts + TextsLength;
        }
        else
        {
            fits &= TextOffsetsLength == 0 && Texts == 0 && TextsLength == 0;
        }
        if (AssemblyName != 0)
        {
            fits &= AssemblyName == next;
            next += AssemblyNameLength;
        }
        fits &= TailOffset == next && end == next + sizeof(ulong) && end <= partLength;
        Check.Format(fits, "The model's header is corrupt.");
    }

    private static ulong SignatureOf(ModelVersion version) =>
        BinaryPrimitives.ReadUInt64LittleEndian(Encoding.ASCII.GetBytes(version.Signature.Replace(' ', '\0')));

    private static string Name(ReadOnlySpan<byte> bytes) => Encoding.ASCII.GetString(bytes).TrimEnd('\0');
}
