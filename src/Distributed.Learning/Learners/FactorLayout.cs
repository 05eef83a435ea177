namespace Distributed.Learning;

/// <summary>How factors and their state lie in tables.</summary>
internal static class FactorLayout
{
    /// <summary>Factors are padded by zeros to whole groups of this many, so that loops have no tails. One 64-byte line.</summary>
    internal const int Lanes = 16;

    /// <summary>Columns of a state row: those of <see cref="RowState"/>.</summary>
    internal const int StateColumns = 2;

    /// <summary>Columns of a factor row.</summary>
    internal static int Columns(int rank) => checked(rank + Lanes - 1) / Lanes * Lanes;
}
