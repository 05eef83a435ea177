using Distributed.Learning;
using Microsoft.ML.Trainers.Recommender;

namespace Microsoft.ML.Distributed;

/// <summary>What a training starts from when it goes on from a model.</summary>
internal static class InitialFactors
{
    /// <summary>Refuses a model that the options or the data do not fit.</summary>
    /// <exception cref="ArgumentException">Its shape differs; the message says how.</exception>
    internal static void CheckShape(MatrixFactorizationModelParameters model, RatingColumns columns)
    {
        if (model.NumberOfRows == columns.RowCount && model.NumberOfColumns == columns.ColumnCount)
            return;
        throw Refusal(
            $"InitialModel has {model.NumberOfRows} rows × {model.NumberOfColumns} columns, but the data has {columns.RowCount} keys in '{columns.MatrixRow.Name}' × {columns.ColumnCount} in '{columns.MatrixColumn.Name}'; map the data with the MapValueToKey that was fitted for that model, or leave InitialModel out.");
    }

    /// <summary>Refuses a model whose rank is not the options', or that holds what they leave out.</summary>
    /// <exception cref="ArgumentException">The message says what to set.</exception>
    internal static void CheckRank(MatrixFactorizationModelParameters model, MatrixFactorizationOptions options)
    {
        int stored = model.ApproximationRank;
        bool folded = AreFolded(model);
        int actual = folded ? stored - FoldedBiases.ExtraFactors : stored;
        string has = folded ? $"rank {actual} (beside two factors that hold mean and biases)" : $"rank {actual}";
        if (actual != options.Rank)
            throw Refusal($"InitialModel has {has}, but Rank is {options.Rank}; set Rank to {actual}.");
        if (folded && options.NonNegative)
            throw Refusal("InitialModel has a mean, which non-negative factors have not; turn NonNegative off, or start from a model without.");
        if (folded && !options.HasBiases && HasBiases(model))
            throw Refusal("InitialModel has biases, but Biases is off; turn Biases on, or start from a model without.");
    }

    /// <summary>The model's numbers, biases apart, as a training wants them.</summary>
    /// <param name="model">The model; its shape and rank have been checked.</param>
    /// <param name="columns">Says which axis is the users.</param>
    /// <param name="mean">What the training takes out of the values, and hence out of the stored biases of rows, which contain a mean.</param>
    /// <remarks>Factors that are not finite, as ML.NET's trainer leaves those of rows without data, become 0: a row not seen yet.</remarks>
    internal static FactorStart Unfold(MatrixFactorizationModelParameters model, RatingColumns columns, double mean)
    {
        int stored = model.ApproximationRank;
        bool folded = AreFolded(model);
        int rank = folded ? stored - FoldedBiases.ExtraFactors : stored;
        float[] left = NativeFactors.RowFactors(model);
        float[] right = NativeFactors.ColumnFactors(model);
        float[] rows = Factors(left, stored, rank);
        float[] cols = Factors(right, stored, rank);
        float[] rowBiases = folded ? Factor(left, stored, rank, mean) : [];
        float[] columnBiases = folded ? Factor(right, stored, rank + 1, 0) : [];
        return columns.Users == MatrixAxis.Columns ? new(cols, rows, columnBiases, rowBiases) : new(rows, cols, rowBiases, columnBiases);
    }

    /// <summary>Whether the model holds a mean, and perhaps biases, beside its factors.</summary>
    internal static bool AreFolded(MatrixFactorizationModelParameters model) =>
        FoldedBiases.AreIn(NativeFactors.RowFactors(model), NativeFactors.ColumnFactors(model), model.ApproximationRank);

    private static bool HasBiases(MatrixFactorizationModelParameters model)
    {
        int stored = model.ApproximationRank;
        float[] rows = Factor(NativeFactors.RowFactors(model), stored, stored - 2, 0);
        return rows.AsSpan().ContainsAnyExcept(rows[0]) || Factor(NativeFactors.ColumnFactors(model), stored, stored - 1, 0).AsSpan().ContainsAnyExcept(0f);
    }

    private static ArgumentException Refusal(string message) => new(message, nameof(MatrixFactorizationOptions.InitialModel));

    private static float[] Factors(ReadOnlySpan<float> stored, int storedRank, int rank)
    {
        var factors = new float[stored.Length / storedRank * rank];
        for (int from = 0, to = 0; from < stored.Length; from += storedRank, to += rank)
        {
            Span<float> row = factors.AsSpan(to, rank);
            stored.Slice(from, rank).CopyTo(row);
            if (row.ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
                row.Clear();
        }

        return factors;
    }

    private static float[] Factor(ReadOnlySpan<float> stored, int storedRank, int factor, double less)
    {
        var values = new float[stored.Length / storedRank];
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)(stored[(i * storedRank) + factor] - less);
        return values;
    }
}
