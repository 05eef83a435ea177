using Microsoft.ML.Runtime;

namespace Microsoft.ML.Binary;

/// <summary>Unsigned integers in seven bits a byte, the lowest first (LEB128).</summary>
internal static class LebInteger
{
    public static void WriteLeb(this BinaryWriter writer, ulong value) => writer.Write7BitEncodedInt64((long)value);

    public static ulong ReadLeb(this BinaryReader reader) => (ulong)reader.Read7BitEncodedInt64();

    public static int ReadLebInt(this BinaryReader reader)
    {
        ulong value = reader.ReadLeb();
        Check.Format(value <= int.MaxValue);
        return (int)value;
    }
}
