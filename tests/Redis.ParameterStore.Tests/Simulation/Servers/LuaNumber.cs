using System.Globalization;
using System.Text;

namespace Redis.ParameterStore.Tests;

/// <summary>Numbers as the server's Lua 5.1 reads and writes them: all are doubles.</summary>
internal static class LuaNumber
{
    /// <summary><c>tonumber</c> of a string; null is Lua's nil.</summary>
    internal static double? Parse(ReadOnlySpan<byte> text)
    {
        string trimmed = Encoding.Latin1.GetString(text).Trim(' ', '\t', '\n', '\v', '\f', '\r');
        ReadOnlySpan<char> digits = trimmed.AsSpan().TrimStart("+-");
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return long.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long hex)
                ? trimmed[0] == '-' ? -hex : hex
                : null;
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (digits.IsEmpty || !(char.IsAsciiDigit(digits[0]) || digits[0] == '.') || trimmed.Length - digits.Length > 1)
            return null;
        return double.TryParse(trimmed, Style, CultureInfo.InvariantCulture, out double number) ? number : null;
    }

    /// <summary><c>string.format('%.0f', number)</c>.</summary>
    internal static string Format(double number) =>
        Math.Round(number, MidpointRounding.ToEven).ToString("F0", CultureInfo.InvariantCulture);

    /// <summary><c>string.format('%016.0f', number)</c>.</summary>
    internal static string Format16(double number)
    {
        string text = Format(number);
        return text[0] == '-' ? "-" + text[1..].PadLeft(15, '0') : text.PadLeft(16, '0');
    }

    /// <summary>A number as an integer argument of a command: the server passes it on as <c>%.17g</c> and reads that as an integer.</summary>
    /// <exception cref="ServerErrorException">It is none.</exception>
    internal static long Integer(double number) => number == Math.Floor(number) && Math.Abs(number) < 1e17
        ? (long)number
        : throw new ServerErrorException("ERR value is not an integer or out of range");
}
