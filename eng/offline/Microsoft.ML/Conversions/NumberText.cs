namespace Microsoft.ML.Data;

/// <summary>The decimal number that a text begins with: so many digits, times a power of ten.</summary>
internal readonly ref struct NumberText
{
    /// <summary>From here on further digits would not fit, and count only for the power.</summary>
    private const ulong DigitsFull = (ulong.MaxValue - 9) / 10;

    private const int ExponentFull = 100_000;

    private NumberText(bool isNegative, ulong digits, int exponent, int length)
    {
        IsNegative = isNegative;
        Digits = digits;
        Exponent = exponent;
        Length = length;
    }

    public bool IsNegative { get; }

    public ulong Digits { get; }

    public int Exponent { get; }

    /// <summary>How many characters the number has.</summary>
    public int Length { get; }

    public static bool TryRead(ReadOnlySpan<char> text, char decimalMarker, out NumberText number)
    {
        number = default;
        int next = text is ['-' or '+', ..] ? 1 : 0;
        ulong digits = 0;
        int exponent = 0;
        int whole = Append(text, ref next, ref digits, out int dropped);
        exponent += dropped;
        int fraction = 0;
        if (next < text.Length && text[next] == decimalMarker)
        {
            next++;
            fraction = Append(text, ref next, ref digits, out dropped);
            exponent -= fraction - dropped;
        }
        if (whole + fraction == 0)
            return false;
        exponent += ReadExponent(text, ref next);
        number = new NumberText(text[0] == '-', digits, exponent, next);
        return true;
    }

    private static int Append(ReadOnlySpan<char> text, ref int next, ref ulong digits, out int dropped)
    {
        int start = next;
        dropped = 0;
        for (; next < text.Length && char.IsAsciiDigit(text[next]); next++)
        {
            if (digits < DigitsFull)
                digits = (10 * digits) + (uint)(text[next] - '0');
            else
                dropped++;
        }
        return next - start;
    }

    /// <summary>An e without digits is not the number's.</summary>
    private static int ReadExponent(ReadOnlySpan<char> text, ref int next)
    {
        int at = next;
        if (at == text.Length || text[at] is not ('e' or 'E'))
            return 0;
        at++;
        bool isNegative = at < text.Length && text[at] == '-';
        if (at < text.Length && text[at] is '-' or '+')
            at++;
        int start = at;
        int exponent = 0;
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
            exponent = Math.Min((10 * exponent) + (text[at] - '0'), ExponentFull);
        if (at == start)
            return 0;
        next = at;
        return isNegative ? -exponent : exponent;
    }
}
