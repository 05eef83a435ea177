using System.Globalization;
using System.Numerics;

namespace ParameterStore;

/// <summary>How a policy is written: a name, and arguments behind a colon, with commas between them.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Help">The form for people, with the ranges of its arguments.</param>
/// <param name="Of">From the arguments, trimmed and in lower case, to the policy; null if they are not what is wanted.</param>
internal sealed record PolicyForm(string Name, string Help, Func<string[], SyncPolicy?> Of)
{
    private static readonly PolicyForm[] _all = [BulkSynchronousChoice.Form, BoundedStalenessChoice.Bounded, BoundedStalenessChoice.Unbounded, EagerStalenessChoice.Form, NaiveWaitChoice.Form, ElasticBspChoice.Form, DynamicStalenessChoice.Form, AutoStalenessChoice.Form, SpecSyncChoice.Form, KOfNChoice.Form];

    /// <summary>The names that policies begin with.</summary>
    internal static IEnumerable<string> Names => _all.Select(form => form.Name);

    /// <summary>Reads any policy.</summary>
    /// <exception cref="FormatException">The text is none; the message lists the forms.</exception>
    internal static SyncPolicy Read(string text)
    {
        string[] parts = text.Trim().ToLowerInvariant().Split(':', 2);
        string[] arguments = parts.Length == 1 ? [] : [.. parts[1].Split(',').Select(argument => argument.Trim())];
        PolicyForm? form = Array.Find(_all, form => form.Name == parts[0]);
        return form?.Of(arguments)
            ?? throw new FormatException($"'{text}' is no synchronization policy; write {(form is null ? string.Join(", ", _all.Select(each => each.Help)) : form.Help)}.");
    }

    /// <summary>A whole number in a range; null if the text is none.</summary>
    internal static int? Whole(string text, int min, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max ? number : null;

    /// <summary>A number in a range; null if the text is none.</summary>
    internal static double? Number(string text, double min, double max) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number >= min && number <= max ? number : null;

    /// <summary>The shortest digits that read back as the same number, without an exponent, which no form reads.</summary>
    /// <param name="number">0 or more, finite.</param>
    internal static string TextOf<T>(T number)
        where T : IBinaryFloatingPointIeee754<T>
    {
        string text = T.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        int mark = text.IndexOf('E', StringComparison.Ordinal);
        if (mark < 0)
            return text;
        string digits = text[..mark].Replace(".", "", StringComparison.Ordinal);
        int exponent = int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), whole = exponent + 1;
        return whole <= 0 ? $"0.{new string('0', -whole)}{digits}"
            : digits.Length <= whole ? digits.PadRight(whole, '0')
            : digits.Insert(whole, ".");
    }
}
