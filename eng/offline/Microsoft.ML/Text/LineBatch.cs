namespace Microsoft.ML.Data;

/// <summary>Lines that one cursor gets together, each with its number in its file.</summary>
internal sealed record LineBatch(long Number, long FirstRow, List<(long Number, string Text)> Lines);
