using System.Collections;
using System.Globalization;
using Microsoft.ML;

namespace Offline.Tests;

/// <summary>Values as text that says all of them: every bit of a number, and each item of a sequence.</summary>
internal static class Text
{
    public static string Of(object value) => value switch
    {
        null => "null",
        string text => text,
        bool truth => truth ? "true" : "false",
        char character => character.ToString(),
        ReadOnlyMemory<char> text => $"'{text}'",
        DateTime time => time.ToString("o", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("o", CultureInfo.InvariantCulture),
        SchemaShape.Column column => $"{column.Name}: {column.Kind} {column.ItemType}{(column.IsKey ? " key" : "")}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object>().Select(Of))}]",
        _ => value.ToString(),
    };

    /// <summary>A number that may differ in its last bits.</summary>
    public static string Rounded(double number) => number.ToString("G6", CultureInfo.InvariantCulture);
}
