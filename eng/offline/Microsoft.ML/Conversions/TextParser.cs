using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>Values out of text. A text that is no value is reported by false; a missing one is a value.</summary>
internal static class TextParser
{
    public static bool TryParse<T>(ReadOnlySpan<char> text, out T value) => TextParserOf<T>.TryParse(text, out value);

    /// <summary>Digits only; an empty text is no number.</summary>
    public static bool TryUnsigned(ReadOnlySpan<char> text, out ulong value) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    /// <summary>Digits behind at most one minus; an empty text is zero.</summary>
    public static bool TrySigned(ReadOnlySpan<char> text, long max, out long value)
    {
        value = 0;
        if (text.IsEmpty)
            return true;
        bool isNegative = text[0] == '-';
        if (!TryUnsigned(isNegative ? text[1..] : text, out ulong magnitude) || magnitude > (ulong)max + (isNegative ? 1UL : 0))
            return false;
        value = isNegative ? -(long)magnitude : (long)magnitude;
        return true;
    }

    /// <summary>A key counted from 0 in the text, from 1 in the value; nothing and the words for missing are 0.</summary>
    public static bool TryKey(ReadOnlySpan<char> text, ulong count, out ulong key)
    {
        key = 0;
        if (text.IsEmpty || IsMissing(text))
            return true;
        if (!TryUnsigned(text, out ulong raw) || raw >= count)
            return false;
        key = raw + 1;
        return true;
    }

    public static bool TryBoolean(ReadOnlySpan<char> text, out bool value)
    {
        Span<char> lower = stackalloc char[5];
        value = false;
        if (text.Length > lower.Length)
            return false;
        text.ToLowerInvariant(lower);
        switch (lower[..text.Length])
        {
            case "t" or "y" or "1" or "+" or "+1" or "yes" or "true":
                value = true;
                return true;
            case "" or "f" or "n" or "0" or "-" or "-1" or "no" or "false":
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether the text is one of the words for a missing value.</summary>
    public static bool IsMissing(ReadOnlySpan<char> text) =>
        text is "?" || text.Equals("na", StringComparison.OrdinalIgnoreCase)
        || text.Equals("n/a", StringComparison.OrdinalIgnoreCase) || text.Equals("nan", StringComparison.OrdinalIgnoreCase);
}
