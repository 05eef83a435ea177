namespace Microsoft.ML.Distributed;

/// <summary>What a matrix factorization minimizes.</summary>
public enum MatrixFactorizationLoss
{
    /// <summary>The squared error of the given values: explicit ratings.</summary>
    SquaredError,

    /// <summary>
    /// Implicit feedback: every given pair counts as 1, every other pair as <see cref="MatrixFactorizationOptions.C"/> with weight
    /// <see cref="MatrixFactorizationOptions.Alpha"/>.
    /// </summary>
    OneClass,
}
