namespace Microsoft.ML.Distributed;

/// <summary>
/// How a model with biases is stored in ML.NET's form, which has only factors: as two more of them.
/// A row's factors p become (p, mean + bias, 1), a column's q become (q, 1, bias), so that their product is the score.
/// </summary>
/// <remarks>
/// A model is known to be folded when the last factor of every row and the last but one of every column are exactly 1; a training by ML.NET
/// itself does not end there.
/// </remarks>
internal static class FoldedBiases
{
    /// <summary>Factors that folding adds.</summary>
    internal const int ExtraFactors = 2;

    /// <summary>Adds the last two factors of a matrix row to those that are there.</summary>
    internal static void FoldRow(float meanAndBias, Span<float> stored)
    {
        stored[^2] = meanAndBias;
        stored[^1] = 1;
    }

    /// <summary>Adds the last two factors of a matrix column to those that are there.</summary>
    internal static void FoldColumn(float bias, Span<float> stored)
    {
        stored[^2] = 1;
        stored[^1] = bias;
    }

    /// <summary>Whether stored factors hold biases.</summary>
    /// <param name="rows">Row-major, any number × <paramref name="storedRank"/>.</param>
    /// <param name="columns">Row-major, any number × <paramref name="storedRank"/>.</param>
    /// <param name="storedRank">The stored model's rank.</param>
    internal static bool AreIn(ReadOnlySpan<float> rows, ReadOnlySpan<float> columns, int storedRank) =>
        storedRank > ExtraFactors && IsOne(rows, storedRank - 1, storedRank) && IsOne(columns, storedRank - 2, storedRank);

    private static bool IsOne(ReadOnlySpan<float> stored, int factor, int storedRank)
    {
        for (int i = factor; i < stored.Length; i += storedRank)
        {
            if (stored[i] != 1)
                return false;
        }

        return true;
    }
}
