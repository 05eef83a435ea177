using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>Text out of values.</summary>
internal static class TextFormatter
{
    /// <summary>The text of a converted column.</summary>
    public static string Format<T>(T value) => value switch
    {
        float number => number.ToString("G7", CultureInfo.InvariantCulture),
        double number => number.ToString("G17", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("o", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("o", CultureInfo.InvariantCulture),
        DataViewRowId id => $"0x{id}",
        _ => value.ToString(),
    };

    /// <summary>The text of a value in a list of names: ? for NaN, 0 and 1 for false and true, keys from 0.</summary>
    public static string Name<T>(T value, DataViewType type)
    {
        if (type is KeyDataViewType keyType)
        {
            ulong key = Convert.ToUInt64(value, CultureInfo.InvariantCulture);
            return key == 0 || key > keyType.Count ? "" : (key - 1).ToString(CultureInfo.InvariantCulture);
        }
        return value switch
        {
            float number => float.IsNaN(number) ? "?" : number.ToString("R", CultureInfo.InvariantCulture),
            double number => double.IsNaN(number) ? "?" : number.ToString("G17", CultureInfo.InvariantCulture),
            bool truth => truth ? "1" : "0",
            _ => Format(value),
        };
    }
}
