namespace ParameterStore;

/// <summary>Why a job ended.</summary>
public enum StopReason
{
    /// <summary>All blocks are done.</summary>
    Completed,

    /// <summary>The validation loss stopped improving.</summary>
    EarlyStop,

    /// <summary>The target that was set is reached.</summary>
    TargetReached,

    /// <summary>The job was cancelled.</summary>
    Cancelled,
}
