using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Distributed.Tool.Tests;

/// <summary>A chart's place in a page that a browser has shown, with what the page's scripts noted there.</summary>
/// <param name="Kind">loss, strip or staleness.</param>
/// <param name="Policy">The policy's number.</param>
/// <param name="Points">Points, spans or bars inside the plot.</param>
/// <param name="Ink">Pixels in the colours of the data.</param>
/// <param name="Empty">Policies without a line.</param>
/// <param name="Error">What went wrong, if anything did.</param>
internal sealed partial record DrawnChart(string Kind, int Policy, int Points, int Ink, string Empty, string? Error)
{
    /// <summary>Every chart of a page.</summary>
    internal static IReadOnlyList<DrawnChart> All(string dom) => [.. Place().Matches(dom).Select(match => match.Value).Select(place => new DrawnChart(
        Attribute(place, "chart")!,
        Number(place, "policy"),
        Number(place, "points"),
        Number(place, "ink"),
        Attribute(place, "empty") ?? "",
        Attribute(place, "error")))];

    /// <summary>What is wrong with it; null: nothing.</summary>
    internal string? Complaint() => Error is not null ? $"{Kind} of policy {Policy}: {Error}"
        : Points <= 0 ? $"{Kind} of policy {Policy}: no points"
        : Ink <= 0 ? $"{Kind} of policy {Policy}: {Points} points, but no ink"
        : Empty.Length > 0 ? $"{Kind}: no line for {Empty}"
        : null;

    private static int Number(string place, string name) =>
        int.TryParse(Attribute(place, name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;

    private static string? Attribute(string place, string name) =>
        Regex.Match(place, $" data-{name}=\"([^\"]*)\"") is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;

    [GeneratedRegex("<div class=\"chart\"[^>]*>")]
    private static partial Regex Place();
}
