namespace ParameterStore;

/// <summary>A policy's decision. Each names what it is about, so that a late one is harmless. The factories say which fields have a meaning.</summary>
public readonly record struct SyncDecision
{
    /// <summary>What is decided.</summary>
    public SyncDecisionKind Kind { get; private init; }

    /// <summary>Release, Abort, Apply, Discard: the attempt.</summary>
    public AttemptId Attempt { get; private init; }

    /// <summary>Release: not before this time; ArmTimer: when it rings. Nanoseconds since the job's start.</summary>
    public long At { get; private init; }

    /// <summary>Release: which versions the pull may return. Stop: the version, as <see cref="PullBound.Index"/>.</summary>
    public PullBound Bound { get; private init; }

    /// <summary>Abort: what then.</summary>
    public AbortKind AbortKind { get; private init; }

    /// <summary>Apply: the weight. SetStepScale: the factor.</summary>
    public float Weight { get; private init; }

    /// <summary>ArmTimer, CancelTimer, Measure: which.</summary>
    public long Id { get; private init; }

    /// <summary>Announce: the slowest active worker's clock.</summary>
    public int MinClock { get; private init; }

    /// <summary>An attempt may pull under a bound, not before a time.</summary>
    public static SyncDecision Release(AttemptId attempt, long notBefore, PullBound bound) => new() { Kind = SyncDecisionKind.Release, Attempt = attempt, At = notBefore, Bound = bound };

    /// <summary>An attempt is to be given up.</summary>
    public static SyncDecision Abort(AttemptId attempt, AbortKind kind) => new() { Kind = SyncDecisionKind.Abort, Attempt = attempt, AbortKind = kind };

    /// <summary>A staged attempt is committed.</summary>
    public static SyncDecision Apply(AttemptId attempt, float weight) => new() { Kind = SyncDecisionKind.Apply, Attempt = attempt, Weight = weight };

    /// <summary>A staged attempt is recorded without effect.</summary>
    public static SyncDecision Discard(AttemptId attempt) => new() { Kind = SyncDecisionKind.Discard, Attempt = attempt };

    /// <summary>What was applied and discarded since the last one is one step.</summary>
    public static SyncDecision EndStep() => new() { Kind = SyncDecisionKind.EndStep };

    /// <summary>A timer is wanted.</summary>
    public static SyncDecision ArmTimer(long id, long at) => new() { Kind = SyncDecisionKind.ArmTimer, Id = id, At = at };

    /// <summary>A timer is not wanted any more.</summary>
    public static SyncDecision CancelTimer(long id) => new() { Kind = SyncDecisionKind.CancelTimer, Id = id };

    /// <summary>A measure is wanted.</summary>
    public static SyncDecision Measure(long id) => new() { Kind = SyncDecisionKind.Measure, Id = id };

    /// <summary>Step sizes are scaled.</summary>
    public static SyncDecision SetStepScale(float factor) => new() { Kind = SyncDecisionKind.SetStepScale, Weight = factor };

    /// <summary>The slowest active worker's clock.</summary>
    public static SyncDecision Announce(int minClock) => new() { Kind = SyncDecisionKind.Announce, MinClock = minClock };

    /// <summary>The job ends at the version with this index.</summary>
    public static SyncDecision Stop(long versionIndex) => new() { Kind = SyncDecisionKind.Stop, Bound = PullBound.Exactly(versionIndex) };
}
