namespace Microsoft.ML.Data;

/// <summary>A value out of a text; false if the text is none.</summary>
internal delegate bool TryParseText<T>(ReadOnlySpan<char> text, out T value);
