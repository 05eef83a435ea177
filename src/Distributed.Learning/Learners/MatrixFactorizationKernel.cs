namespace Distributed.Learning;

/// <summary>Stochastic gradient updates of one block, in place.</summary>
public static class MatrixFactorizationKernel
{
    /// <summary>Does one update for every rating of a block, in its order.</summary>
    /// <returns>The squared errors, each taken before its own update.</returns>
    public static SquaredLoss Update(in RatingBlock block, in FactorRows rows, in FactorPass pass) => ScalarFactorKernel.Update(block, rows, pass);
}
