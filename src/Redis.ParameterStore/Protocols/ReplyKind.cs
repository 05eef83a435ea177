namespace Redis.ParameterStore;

/// <summary>What came of the last step.</summary>
internal enum ReplyKind
{
    /// <summary>There was none: the procedure begins.</summary>
    Start,

    /// <summary>The batches were sent; each has its answer.</summary>
    Answered,

    /// <summary>The work is done.</summary>
    Worked,

    /// <summary>The signal was raised.</summary>
    Woken,

    /// <summary>The time has come.</summary>
    TimeReached,
}
