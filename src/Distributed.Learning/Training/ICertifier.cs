using ParameterStore;

namespace Distributed.Learning;

/// <summary>A learner that knows how far its parameters are from the best ones, at most, and stops when that is little enough.</summary>
internal interface ICertifier
{
    /// <summary>The gap as a share of the objective, by the sums of an epoch.</summary>
    double GapOf(BlockLoss epoch);

    /// <summary>Whether the last epochs' sums let it hope that the gap is small enough now: only then is looking worth a pass over the data.</summary>
    bool MayBeDone(IReadOnlyList<EpochLoss> losses);

    /// <summary>Whether the gap is small enough.</summary>
    /// <param name="parameters">All rows of all tables, at one version.</param>
    /// <param name="tables">The ids of the learner's tables, in its order.</param>
    bool IsDone(Replica parameters, IReadOnlyList<TableId> tables);
}
