using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.Transforms;

/// <summary>Compares texts by their characters, and other values as they compare themselves.</summary>
internal static class TermComparer
{
    public static IEqualityComparer<T> For<T>() => typeof(T) == typeof(ReadOnlyMemory<char>)
        ? (IEqualityComparer<T>)(object)new Texts() : EqualityComparer<T>.Default;

    public static Comparison<T> Order<T>() => typeof(T) == typeof(ReadOnlyMemory<char>)
        ? (Comparison<T>)(object)(Comparison<ReadOnlyMemory<char>>)((x, y) => x.Span.CompareTo(y.Span, StringComparison.Ordinal))
        : Comparer<T>.Default.Compare;

    private sealed class Texts : IEqualityComparer<ReadOnlyMemory<char>>
    {
        public bool Equals(ReadOnlyMemory<char> x, ReadOnlyMemory<char> y) => x.Span.SequenceEqual(y.Span);

        public int GetHashCode([DisallowNull] ReadOnlyMemory<char> text) => string.GetHashCode(text.Span);
    }
}
