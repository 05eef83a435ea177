namespace Microsoft.ML.Distributed;

/// <summary>One of the two sides of a factorized matrix.</summary>
public enum MatrixAxis
{
    /// <summary>The matrix' columns: what <see cref="MatrixFactorizationOptions.MatrixColumnIndexColumnName"/> counts.</summary>
    Columns,

    /// <summary>The matrix' rows: what <see cref="MatrixFactorizationOptions.MatrixRowIndexColumnName"/> counts.</summary>
    Rows,
}
