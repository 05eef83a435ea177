namespace ParameterStore;

/// <summary>What happened.</summary>
public enum SyncEventKind
{
    /// <summary>A worker took its seat.</summary>
    Joined,

    /// <summary>A worker left; see <see cref="SyncEvent.Reason"/>.</summary>
    Left,

    /// <summary>A worker is ready for a clock.</summary>
    Ready,

    /// <summary>An attempt has read its parameters.</summary>
    Pulled,

    /// <summary>An attempt was given up, as an abort asked.</summary>
    Aborted,

    /// <summary>An attempt's push is staged (policies that commit by decision) or committed (policies that commit on push).</summary>
    Pushed,

    /// <summary>A timer rang.</summary>
    Timer,

    /// <summary>A measure that the policy asked for arrived.</summary>
    Measured,

    /// <summary>The job is to end: early stop, target reached, deadline, or cancelled as a whole.</summary>
    StopRequested,
}
