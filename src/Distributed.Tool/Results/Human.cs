using System.Globalization;

namespace Distributed.Tool;

/// <summary>Numbers as people read them, the same on every machine.</summary>
internal static class Human
{
    /// <summary>What stands where there is nothing to say.</summary>
    internal const string None = "–";

    private const double NsPerSecond = 1e9;
    private const int DigitsShown = 3;

    private static readonly string[] _byteUnits = ["B", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>Virtual time in seconds.</summary>
    internal static string Time(double? ns) => ns is { } known && double.IsFinite(known) ? Digits(known / NsPerSecond) + " s" : None;

    internal static string Factor(double? factor) => factor is { } known && double.IsFinite(known) ? known.ToString("0.00", CultureInfo.InvariantCulture) + "×" : None;

    internal static string Percent(double share) => double.IsFinite(share) ? (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %" : None;

    internal static string Count(double count) => Math.Round(count).ToString("N0", CultureInfo.InvariantCulture);

    internal static string Bytes(double bytes)
    {
        int unit = 0;
        while (bytes >= 999.5 && unit < _byteUnits.Length - 1)
        {
            bytes /= 1000;
            unit++;
        }

        return $"{Digits(bytes)} {_byteUnits[unit]}";
    }

    /// <summary>With as many decimals as three digits leave.</summary>
    internal static string Digits(double value)
    {
        if (!double.IsFinite(value))
            return None;
        double size = Math.Abs(value);
        int decimals = size == 0 ? 0 : Math.Clamp(DigitsShown - 1 - (int)Math.Floor(Math.Log10(size)), 0, 9);
        // Only so large a number has digits to spare.
        return size >= 1000 ? value.ToString("N0", CultureInfo.InvariantCulture) : value.ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);
    }
}
