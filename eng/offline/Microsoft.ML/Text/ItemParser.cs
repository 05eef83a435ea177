using System.Numerics;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Parses items of one type. What is no value is missing where the type has a missing value, and an error elsewhere.</summary>
internal sealed class ItemParser<T>
{
    private static readonly bool _isReal = typeof(T) == typeof(float) || typeof(T) == typeof(double);

    private readonly TextColumn _column;
    private readonly TryParseText<T> _tryParse;
    private readonly bool _hasMissing;

    public ItemParser(TextColumn column, TextLoader.Options options)
    {
        _column = column;
        _tryParse = column.Type.ItemType() is KeyDataViewType key
            ? Generic.Call<TryParseText<T>>(typeof(ItemParser<T>), nameof(Key), typeof(T), key.Count)
            : _isReal ? (TryParseText<T>)Real(options.DecimalMarker) : TextParserOf<T>.TryParse;
        _hasMissing = _isReal || column.Type.ItemType() is KeyDataViewType;
        // nothing is nothing, unless nothing is to be NaN
        Empty = _isReal && options.MissingRealsAsNaNs ? Parse("?", 0, 0) : default;
    }

    /// <summary>The value of a field that is empty or not there.</summary>
    public T Empty { get; }

    /// <summary>Whether an empty field counts as a value of its own.</summary>
    public bool KeepsEmpty => _isReal && !EqualityComparer<T>.Default.Equals(Empty, default);

    public T Parse(ReadOnlyMemory<char> field, int slot, long line) => Parse(field.Span, slot, line);

    private T Parse(ReadOnlySpan<char> field, int slot, long line)
    {
        if (!_tryParse(field, out T value) && !_hasMissing)
            throw Fail.State($"Could not parse value {field} in slot {slot} of column {_column.Name} in line {line}");
        return value;
    }

    private static Delegate Real(char decimalMarker) => typeof(T) == typeof(float)
        ? (TryParseText<float>)((ReadOnlySpan<char> text, out float value) => RealParser.TrySingle(text, decimalMarker, out value))
        : (TryParseText<double>)((ReadOnlySpan<char> text, out double value) => RealParser.TryDouble(text, decimalMarker, out value));

    private static TryParseText<TKey> Key<TKey>(ulong count)
        where TKey : INumberBase<TKey> => (ReadOnlySpan<char> text, out TKey key) =>
    {
        bool parsed = TextParser.TryKey(text, count, out ulong number);
        key = TKey.CreateTruncating(number);
        return parsed;
    };
}
