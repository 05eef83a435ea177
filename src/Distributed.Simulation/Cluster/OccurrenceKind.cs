namespace Distributed.Simulation;

/// <summary>What comes next in a virtual cluster.</summary>
internal enum OccurrenceKind
{
    /// <summary>An event reaches the policy.</summary>
    Reported,

    /// <summary>A new incarnation asks the policy for its seat.</summary>
    JoinAsked,

    /// <summary>A joiner learns its first clock.</summary>
    Welcomed,

    /// <summary>A worker begins its next clock.</summary>
    Begun,

    /// <summary>A release reaches its worker, or its delay is over.</summary>
    Granted,

    /// <summary>An abort reaches its worker.</summary>
    AbortAsked,

    /// <summary>The policy's wish for a measure reaches the worker that is to take it.</summary>
    MeasureAsked,

    /// <summary>A pull reaches the store.</summary>
    PullArrived,

    /// <summary>All shards have served a pull.</summary>
    PullServed,

    /// <summary>The answer is with the worker, which begins to compute.</summary>
    PullDone,

    /// <summary>What an eager policy's store sent is with the worker.</summary>
    ChangesArrived,

    /// <summary>A worker has computed its update.</summary>
    ComputeDone,

    /// <summary>A push reaches the store.</summary>
    PushArrived,

    /// <summary>All shards have taken a push.</summary>
    PushServed,

    /// <summary>The acknowledgement is with the worker.</summary>
    PushDone,

    /// <summary>A worker dies.</summary>
    Crashed,

    /// <summary>A worker's leaving is recorded; from then on it is refused.</summary>
    Sealed,

    /// <summary>A timer of the policy is due.</summary>
    TimerDue,
}
