using Microsoft.ML.Data;

namespace ClickThrough;

/// <summary>The columns of a click log, as Criteo's have them: a label, counts, categories.</summary>
internal static class ClickColumns
{
    public const string Label = "Click";
    public const int Counts = 13;
    public const int Categories = 26;

    /// <summary>I1 … I13, then C1 … C26.</summary>
    public static IReadOnlyList<string> Fields { get; } =
        [.. Enumerable.Range(1, Counts).Select(i => $"I{i}"), .. Enumerable.Range(1, Categories).Select(i => $"C{i}")];

    /// <summary>Where they stand in a line. Counts are read as text, too: each is a category, so that a count that is missing is simply none.</summary>
    public static TextLoader.Column[] InFile { get; } =
    [
        new(Label, DataKind.Boolean, 0),
        .. Fields.Select((name, i) => new TextLoader.Column(name, DataKind.String, i + 1)),
    ];
}
