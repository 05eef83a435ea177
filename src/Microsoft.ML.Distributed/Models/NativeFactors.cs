using Microsoft.ML.Trainers.Recommender;

namespace Microsoft.ML.Distributed;

/// <summary>A native model's factors as arrays.</summary>
internal static class NativeFactors
{
    /// <summary>One row-major group of <see cref="MatrixFactorizationModelParameters.ApproximationRank"/> a matrix row.</summary>
    internal static float[] RowFactors(MatrixFactorizationModelParameters model) => ArrayOf(model.LeftFactorMatrix);

    /// <summary>One row-major group of <see cref="MatrixFactorizationModelParameters.ApproximationRank"/> a matrix column.</summary>
    internal static float[] ColumnFactors(MatrixFactorizationModelParameters model) => ArrayOf(model.RightFactorMatrix);

    // ML.NET hands out its own array behind the interface; a copy is only for versions that would not.
    private static float[] ArrayOf(IReadOnlyList<float> factors) => factors as float[] ?? [.. factors];
}
