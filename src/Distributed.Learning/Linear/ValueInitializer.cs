using System.Globalization;
using ParameterStore;

namespace Distributed.Learning;

/// <summary>Given first values of every row; columns beyond them are 0.</summary>
/// <param name="values">Rows × <paramref name="given"/>, row-major.</param>
/// <param name="given">How many columns are given.</param>
internal sealed class ValueInitializer(ReadOnlyMemory<float> values, int given) : RowInitializer
{
    public override string Identity { get; } =
        string.Create(CultureInfo.InvariantCulture, $"values {DataHash.Of(values.Span, (ulong)given):x16} x {given}");

    public override void Fill(int firstRow, int columns, Span<float> target)
    {
        if (columns == given)
        {
            values.Span.Slice(firstRow * columns, target.Length).CopyTo(target);
            return;
        }

        target.Clear();
        for (int row = 0; row < target.Length / columns; row++)
            values.Span.Slice((firstRow + row) * given, given).CopyTo(target[(row * columns)..]);
    }
}
