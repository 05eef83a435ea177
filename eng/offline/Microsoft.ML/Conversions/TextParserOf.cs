using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>The parser of one type's values.</summary>
internal static class TextParserOf<T>
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal;

    public static readonly TryParseText<T> TryParse = (TryParseText<T>)Find();

    private static Delegate Find()
    {
        if (typeof(T) == typeof(float))
            return (TryParseText<float>)((ReadOnlySpan<char> text, out float value) => RealParser.TrySingle(text, '.', out value));
        if (typeof(T) == typeof(double))
            return (TryParseText<double>)((ReadOnlySpan<char> text, out double value) => RealParser.TryDouble(text, '.', out value));
        if (typeof(T) == typeof(bool))
            return (TryParseText<bool>)TextParser.TryBoolean;
        if (typeof(T) == typeof(ReadOnlyMemory<char>))
            return (TryParseText<ReadOnlyMemory<char>>)Text;
        if (typeof(T) == typeof(TimeSpan))
            return (TryParseText<TimeSpan>)Span;
        if (typeof(T) == typeof(DateTime))
            return (TryParseText<DateTime>)Time;
        if (typeof(T) == typeof(DateTimeOffset))
            return (TryParseText<DateTimeOffset>)Offset;
        return Integer();
    }

    private static Delegate Integer() => Type.GetTypeCode(typeof(T)) switch
    {
        TypeCode.SByte => (TryParseText<sbyte>)((ReadOnlySpan<char> text, out sbyte value) => Signed(text, sbyte.MaxValue, out value)),
        TypeCode.Int16 => (TryParseText<short>)((ReadOnlySpan<char> text, out short value) => Signed(text, short.MaxValue, out value)),
        TypeCode.Int32 => (TryParseText<int>)((ReadOnlySpan<char> text, out int value) => Signed(text, int.MaxValue, out value)),
        TypeCode.Int64 => (TryParseText<long>)((ReadOnlySpan<char> text, out long value) => Signed(text, long.MaxValue, out value)),
        TypeCode.Byte => (TryParseText<byte>)((ReadOnlySpan<char> text, out byte value) => Unsigned(text, byte.MaxValue, out value)),
        TypeCode.UInt16 => (TryParseText<ushort>)((ReadOnlySpan<char> text, out ushort value) => Unsigned(text, ushort.MaxValue, out value)),
        TypeCode.UInt32 => (TryParseText<uint>)((ReadOnlySpan<char> text, out uint value) => Unsigned(text, uint.MaxValue, out value)),
        TypeCode.UInt64 => (TryParseText<ulong>)((ReadOnlySpan<char> text, out ulong value) => Unsigned(text, ulong.MaxValue, out value)),
        _ => throw new NotSupportedException($"Text is not parsed to {typeof(T)}."),
    };

    private static bool Span(ReadOnlySpan<char> text, out TimeSpan value) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value) || text.IsEmpty;

    private static bool Time(ReadOnlySpan<char> text, out DateTime value) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, Utc | DateTimeStyles.AdjustToUniversal, out value) || text.IsEmpty;

    private static bool Offset(ReadOnlySpan<char> text, out DateTimeOffset value) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out value) || text.IsEmpty;

    private static bool Text(ReadOnlySpan<char> text, out ReadOnlyMemory<char> value)
    {
        value = text.ToString().AsMemory();
        return true;
    }

    private static bool Signed<TNumber>(ReadOnlySpan<char> text, long max, out TNumber value)
        where TNumber : System.Numerics.INumberBase<TNumber>
    {
        bool parsed = TextParser.TrySigned(text, max, out long number);
        value = TNumber.CreateTruncating(number);
        return parsed;
    }

    private static bool Unsigned<TNumber>(ReadOnlySpan<char> text, ulong max, out TNumber value)
        where TNumber : System.Numerics.INumberBase<TNumber>
    {
        bool parsed = TextParser.TryUnsigned(text, out ulong number) && number <= max;
        value = parsed ? TNumber.CreateTruncating(number) : TNumber.Zero;
        return parsed;
    }
}
