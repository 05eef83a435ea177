namespace ParameterStore;

/// <summary>Where a seat stands in its clock. From <see cref="Idle"/> on it is active.</summary>
internal enum GatePhase
{
    /// <summary>Nobody, or someone who died or resigned.</summary>
    Gone,

    /// <summary>Done with its blocks; the same incarnation may come back to take over others'.</summary>
    Finished,

    /// <summary>Between its push and its next Ready.</summary>
    Idle,

    /// <summary>Ready, held by the gate.</summary>
    Waiting,

    /// <summary>Let through, not pushed yet.</summary>
    Running,
}
