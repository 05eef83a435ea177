namespace Distributed.Learning;

/// <summary>How weights lie in rows of a table: class by class, some neighbouring features to a row, and after them a count if the fold wants one.</summary>
/// <param name="Features">How many features.</param>
/// <param name="Classes">How many classes.</param>
/// <param name="Width">Features a row.</param>
/// <param name="HasCounts">Whether the last value of a row counts the penalties.</param>
internal sealed record GradientLayout(int Features, int Classes, int Width, bool HasCounts)
{
    /// <summary>Up to so many features are one row.</summary>
    private const int OneRowMax = 256;

    private const int WideRow = 128;

    /// <summary>From which share of the features on that a push changes, all are pulled and pushed in wide rows: a row of one feature costs as much as one of dozens.</summary>
    private const double WideFrom = 1.0 / 8;

    /// <summary>Whether every clock names all rows; otherwise it names those of its examples' features, one a row.</summary>
    internal bool IsWhole => Width > 1 || Features == 1;

    internal int RowsOfClass => (Features + Width - 1) / Width;

    internal int Rows => RowsOfClass * Classes;

    internal int Columns => Width + (HasCounts ? 1 : 0);

    /// <summary>Values a class outside of the table: as in it, without counts.</summary>
    internal int Stride => RowsOfClass * Width;

    /// <summary>A layout for data of which a push of so many examples sees so many features on average, some of them more than once.</summary>
    /// <param name="features">How many features.</param>
    /// <param name="classes">How many classes.</param>
    /// <param name="usedByPush">Values other than zero in a push's examples.</param>
    /// <param name="hasCounts">Whether rows count.</param>
    internal static GradientLayout Of(int features, int classes, double usedByPush, bool hasCounts)
    {
        double share = 1 - Math.Exp(-usedByPush / features);
        int width = share < WideFrom ? 1 : features <= OneRowMax ? features : WideRow;
        return new(features, classes, width, hasCounts);
    }

    /// <summary>Copies weights of some rows without their counts.</summary>
    /// <param name="table">The table's values.</param>
    /// <param name="packed">All weights, class by class.</param>
    /// <param name="start">The first row.</param>
    /// <param name="end">One past the last row.</param>
    internal void Pack(ReadOnlySpan<float> table, Span<float> packed, int start, int end)
    {
        if (!HasCounts)
        {
            table[(start * Width)..(end * Width)].CopyTo(packed[(start * Width)..]);
            return;
        }

        if (Width == 1)
        {
            for (int row = start; row < end; row++)
                packed[row] = table[row * Columns];
            return;
        }

        for (int row = start; row < end; row++)
            table.Slice(row * Columns, Width).CopyTo(packed[(row * Width)..]);
    }
}
