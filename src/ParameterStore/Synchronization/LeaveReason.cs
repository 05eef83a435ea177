namespace ParameterStore;

/// <summary>Why a worker left.</summary>
public enum LeaveReason
{
    /// <summary>All its blocks are done.</summary>
    Finished,

    /// <summary>It failed, or was not heard of any more.</summary>
    Died,

    /// <summary>Its process was asked to stop.</summary>
    Resigned,
}
