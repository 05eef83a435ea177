using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>What came of one entry of a record, derived from the log alone.</summary>
internal readonly record struct EntryResult
{
    /// <summary>SeatTaken: the worker.</summary>
    internal WorkerId Worker { get; init; }

    /// <summary>TableWanted: the table.</summary>
    internal TableId Table { get; init; }

    /// <summary>StepWanted, AttemptsPushed, RowsWrittenBack: what became of it.</summary>
    internal CommitOutcome Outcome { get; init; }

    /// <summary>The newest version after the entry.</summary>
    internal StoreVersion Version { get; init; }

    /// <summary>The entry is refused: the caller's mistake, or too late; what its caller is told.</summary>
    internal Exception? Error { get; init; }
}
