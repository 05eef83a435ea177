using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>Real numbers out of text: nothing is 0, a question mark NaN.</summary>
internal static class RealParser
{
    private const int LargestPower = 39;
    private const int SmallestPower = -65;

    private static readonly double[] _powers =
    [
        .. Enumerable.Range(SmallestPower, LargestPower - SmallestPower + 1)
            .Select(power => double.Parse($"1e{power}", CultureInfo.InvariantCulture)),
    ];

    private static readonly (string Word, double Value)[] _words =
    [
        ("?", double.NaN), ("NaN", double.NaN), ("Infinity", double.PositiveInfinity), ("-Infinity", double.NegativeInfinity),
        ("\u221e", double.PositiveInfinity), ("-\u221e", double.NegativeInfinity),
    ];

    private delegate double ValueOf(NumberText number);

    public static bool TrySingle(ReadOnlySpan<char> text, char decimalMarker, out float value)
    {
        bool parsed = TryParse(text, decimalMarker, ToSingle, out double number);
        value = (float)number;
        return parsed;
    }

    public static bool TryDouble(ReadOnlySpan<char> text, char decimalMarker, out double value) =>
        TryParse(text, decimalMarker, ToDouble, out value);

    private static bool TryParse(ReadOnlySpan<char> text, char decimalMarker, ValueOf valueOf, out double value)
    {
        value = 0;
        ReadOnlySpan<char> rest = text.TrimStart();
        if (rest.IsEmpty)
            return true;
        int length;
        if (NumberText.TryRead(rest, decimalMarker, out NumberText number))
        {
            value = valueOf(number);
            length = number.Length;
        }
        else
        {
            length = Special(rest, out value);
        }
        // what follows is looked for at the number's length from the start of the text, blanks before it or not;
        // so those are no hindrance only before a single digit or question mark
        bool isAll = rest is ['?' or (>= '0' and <= '9')] || (length > 0 && text[length..].IsWhiteSpace());
        if (isAll)
            return true;
        value = double.NaN;
        return TextParser.IsMissing(text);
    }

    private static double ToSingle(NumberText number)
    {
        double magnitude = number switch
        {
            { Digits: 0 } or { Exponent: < SmallestPower } => 0,
            { Exponent: > LargestPower } => double.PositiveInfinity,
            _ => _powers[number.Exponent - SmallestPower] * number.Digits,
        };
        return number.IsNegative ? -magnitude : magnitude;
    }

    private static double ToDouble(NumberText number)
    {
        double magnitude = double.Parse($"{number.Digits}e{number.Exponent}", CultureInfo.InvariantCulture);
        return number.IsNegative ? -magnitude : magnitude;
    }

    /// <summary>The length of the word, or 0 if it is none.</summary>
    private static int Special(ReadOnlySpan<char> text, out double value)
    {
        foreach ((string word, double meaning) in _words)
        {
            value = meaning;
            if (text.StartsWith(word, StringComparison.Ordinal))
                return word.Length;
        }
        value = double.NaN;
        return 0;
    }
}
