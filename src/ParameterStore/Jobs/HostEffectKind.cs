namespace ParameterStore;

/// <summary>What a host does outside its lock.</summary>
internal enum HostEffectKind
{
    /// <summary>Commits a step that the policy decided.</summary>
    CommitStep,

    /// <summary>Ends a wait at the gate, with a grant, the stop or the job's failure.</summary>
    Wake,

    /// <summary>Ends a wait at the gate at a given time.</summary>
    WakeLater,

    /// <summary>Seals a worker that left.</summary>
    Seal,

    /// <summary>Fixes the version at which the job ends.</summary>
    Stop,

    /// <summary>Sets a timer.</summary>
    ArmTimer,

    /// <summary>Takes a timer back.</summary>
    CancelTimer,

    /// <summary>Asks for a measure.</summary>
    Measure,
}
