using System.Buffers.Binary;
using System.Text;

namespace Microsoft.ML.Distributed;

/// <summary>
/// One component in ML.NET's own binary form: a header of 256 bytes, the body, a table of strings, the name of the assembly that loads it,
/// and a tail. All numbers are little-endian.
/// </summary>
/// <param name="ModelSignature">Eight ASCII characters; a space is stored as 0.</param>
/// <param name="VersionWritten">The component's version of the body's form.</param>
/// <param name="VersionReadable">The oldest reader's version that can read it.</param>
/// <param name="LoaderSignature">The name that the component is registered under.</param>
/// <param name="Assembly">The full name of the assembly that holds the component.</param>
/// <param name="Strings">Strings that the body refers to, in order.</param>
internal sealed record ModelBlob(
    string ModelSignature, uint VersionWritten, uint VersionReadable, string LoaderSignature, string Assembly, params string[] Strings)
{
    private const int HeaderBytes = 256;
    private const uint FormatVersion = 0x00010002;

    private static ReadOnlySpan<byte> HeadMark => [0x4D, 0x4C, 0x00, 0x4D, 0x4F, 0x44, 0x45, 0x4C];

    private static ReadOnlySpan<byte> TailMark => [0x4C, 0x45, 0x44, 0x4F, 0x4D, 0x00, 0x4C, 0x4D];

    /// <summary>Writes the component.</summary>
    /// <param name="to">Where; need not be able to seek.</param>
    /// <param name="bodyBytes">How many bytes <paramref name="writeBody"/> writes.</param>
    /// <param name="writeBody">Writes the body.</param>
    internal void Write(Stream to, long bodyBytes, Action<Stream> writeBody)
    {
        byte[] strings = StringTable();
        byte[] assembly = Encoding.Unicode.GetBytes(Assembly);
        to.Write(Header(bodyBytes, strings.Length, assembly.Length));
        writeBody(to);
        to.Write(strings);
        to.Write(assembly);
        to.Write(TailMark);
    }

    private byte[] Header(long bodyBytes, int stringBytes, int assemblyBytes)
    {
        var header = new byte[HeaderBytes];
        long stringsAt = HeaderBytes + bodyBytes;
        long assemblyAt = stringsAt + stringBytes;
        long tailAt = assemblyAt + assemblyBytes;
        HeadMark.CopyTo(header);
        U32(0x08, FormatVersion);
        U32(0x0C, FormatVersion);
        I64(0x10, HeaderBytes);
        I64(0x18, bodyBytes);
        if (Strings.Length > 0)
        {
            int offsetBytes = sizeof(long) * Strings.Length;
            I64(0x20, stringsAt);
            I64(0x28, offsetBytes);
            I64(0x30, stringsAt + offsetBytes);
            I64(0x38, stringBytes - offsetBytes);
        }

        Encoding.ASCII.GetBytes(ModelSignature.Replace(' ', '\0'), header.AsSpan(0x40, 8));
        U32(0x48, VersionWritten);
        U32(0x4C, VersionReadable);
        Encoding.ASCII.GetBytes(LoaderSignature, header.AsSpan(0x50, 0x80 - 0x50));
        I64(0x80, tailAt);
        I64(0x88, tailAt + TailMark.Length);
        I64(0x90, assemblyAt);
        U32(0x98, (uint)assemblyBytes);
        return header;

        void U32(int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(offset), value);
        void I64(int offset, long value) => BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(offset), value);
    }

    /// <summary>The end of each string within the characters, then the characters.</summary>
    private byte[] StringTable()
    {
        var table = new byte[Strings.Sum(s => sizeof(long) + (sizeof(char) * s.Length))];
        int charactersAt = sizeof(long) * Strings.Length;
        int end = charactersAt;
        for (int i = 0; i < Strings.Length; i++)
        {
            end += Encoding.Unicode.GetBytes(Strings[i], table.AsSpan(end));
            BinaryPrimitives.WriteInt64LittleEndian(table.AsSpan(sizeof(long) * i), end - charactersAt);
        }

        return table;
    }
}
