namespace Microsoft.ML.Distributed;

/// <summary>Fills in the stored factors of one matrix row or column.</summary>
/// <param name="id">Which, from 0.</param>
/// <param name="stored">As many places as the stored rank.</param>
internal delegate void FillFactors(int id, Span<float> stored);

/// <summary>A factorization in ML.NET's form: the score at (row, column) is the product of their stored factors.</summary>
/// <param name="Rows">The matrix' rows, ≥ 1.</param>
/// <param name="Columns">The matrix' columns, ≥ 1.</param>
/// <param name="StoredRank">Stored factors of a row or column, ≥ 1; biases included.</param>
/// <param name="FillRow">Gives a row's factors.</param>
/// <param name="FillColumn">Gives a column's factors.</param>
internal sealed record FactorModel(int Rows, int Columns, int StoredRank, FillFactors FillRow, FillFactors FillColumn);
