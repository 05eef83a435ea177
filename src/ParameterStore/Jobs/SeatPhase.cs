namespace ParameterStore;

/// <summary>Where a seat's worker stands, as the host sees it.</summary>
internal enum SeatPhase
{
    /// <summary>Between clocks; it will ask for the next one.</summary>
    Idle,

    /// <summary>It asked, but the policy was not told: the job still gathers, or there is no block for it now.</summary>
    Parked,

    /// <summary>The policy was told and has not released it yet.</summary>
    Ready,

    /// <summary>Released, but its worker has not got the grant yet.</summary>
    Granted,

    /// <summary>Its worker has the grant and has neither pushed nor given up.</summary>
    Working,

    /// <summary>Its worker left.</summary>
    Left,
}
