namespace ParameterStore;

/// <summary>What a policy decides.</summary>
public enum SyncDecisionKind
{
    /// <summary>A worker that is ready may pull and compute.</summary>
    Release,

    /// <summary>An attempt is to be given up.</summary>
    Abort,

    /// <summary>A staged attempt is committed with a weight.</summary>
    Apply,

    /// <summary>A staged attempt is committed with weight 0.</summary>
    Discard,

    /// <summary>All Apply and Discard since the last EndStep become one version step.</summary>
    EndStep,

    /// <summary>A timer is wanted.</summary>
    ArmTimer,

    /// <summary>A timer is not wanted any more.</summary>
    CancelTimer,

    /// <summary>A measure is wanted.</summary>
    Measure,

    /// <summary>Learners are to scale their step sizes.</summary>
    SetStepScale,

    /// <summary>The slowest active worker's clock, for hosts that tell others.</summary>
    Announce,

    /// <summary>The job ends at a version; later attempts are refused.</summary>
    Stop,
}
