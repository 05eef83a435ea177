using Microsoft.ML.Data;

namespace Offline.Tests;

/// <summary>A class with members of every kind that a view holds.</summary>
public sealed class Everything
{
    public sbyte SByte;
    public byte Byte;
    public short Int16;
    public ushort UInt16;
    public int Int32;
    public uint UInt32;
    public long Int64;
    public ulong UInt64;
    public float Single;
    public double Double;
    public bool Truth;
    public string Word;
    public ReadOnlyMemory<char> Memory;
    public TimeSpan Span;
    public DateTime Time;
    public DateTimeOffset Offset;
    public float[] Floats;

    [VectorType(2)]
    public int[] Fixed = [1, 2];

    [VectorType(2, 1)]
    public double[] Matrix = [1, 2];

    public string[] Words;
    public VBuffer<float> Buffer;

    [ColumnName("Other name")]
    public float Named { get; set; }

    public float ReadOnly => 6;

    /// <summary>The scalar columns whose values can be keys.</summary>
    public static string[] Scalars { get; } =
    [
        "SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Single", "Double", "Truth", "Word", "Span", "Time", "Offset",
    ];

    [NoColumn]
    public object None { get; set; }

    public static IEnumerable<Everything> Some() => new List<Everything>
    {
        new()
        {
            SByte = -1, Byte = 1, Int16 = -2, UInt16 = 2, Int32 = -3, UInt32 = 3, Int64 = -4, UInt64 = 4, Single = 1.5f, Double = 2.5, Truth = true,
            Word = "word", Memory = "memory".AsMemory(), Span = TimeSpan.FromMinutes(3), Time = new DateTime(2020, 2, 3, 4, 5, 6, DateTimeKind.Utc),
            Offset = new DateTimeOffset(2020, 2, 3, 4, 5, 6, TimeSpan.FromHours(2)), Floats = [1, float.NaN], Words = ["a", null, ""],
            Buffer = new VBuffer<float>(5, 1, [7], [3]), Named = 8,
        },
        new() { Single = float.NaN, Double = double.NegativeInfinity, Word = "", Floats = [] },
    };

    public string Describe() => Text.Of(new object[]
    {
        SByte, Byte, Int16, UInt16, Int32, UInt32, Int64, UInt64, Single, Double, Truth, Word, Memory, Span, Time, Offset, Floats, Fixed, Matrix,
        Words, Buffer.DenseValues(), Named,
    });
}
