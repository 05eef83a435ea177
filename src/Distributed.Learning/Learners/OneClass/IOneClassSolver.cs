namespace Distributed.Learning;

/// <summary>Solves rows of one axis while the other stands still. Keeps scratch memory; used by one worker at a time.</summary>
internal interface IOneClassSolver
{
    /// <summary>Takes in the axis that stands still.</summary>
    /// <param name="others">All its factors, rows × padded rank.</param>
    void Prepare(ReadOnlySpan<float> others);

    /// <summary>Moves a row towards the least loss.</summary>
    /// <param name="row">The row's factors, padded.</param>
    /// <param name="observed">Which of the other axis's rows it is observed with.</param>
    /// <param name="others">The factors that were prepared.</param>
    /// <returns>The row's loss before the move, without regularization and the factor ½.</returns>
    double Solve(Span<float> row, ReadOnlySpan<int> observed, ReadOnlySpan<float> others);
}
