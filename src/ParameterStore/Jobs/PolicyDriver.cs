namespace ParameterStore;

/// <summary>Numbers and times events, feeds them to a policy, and holds both sides to the life of a clock. Needs the host's lock.</summary>
internal sealed class PolicyDriver(ISyncPolicy policy, TimeProvider time)
{
    private readonly List<SyncDecision> _decisions = [];
    private readonly long _started = time.GetTimestamp();
    private long _sequence;

    public bool CommitsOnPush { get; } = policy.Traits.Apply == ApplyMode.OnPush;

    public ClockLifeCycle LifeCycle { get; } = new(policy.Traits.Apply);

    /// <summary>When the last event happened, in nanoseconds since the job's start.</summary>
    public long LastEvent { get; private set; }

    /// <summary>Nanoseconds since the job's start; never decreases.</summary>
    public long Now() => Math.Max(LastEvent, time.GetElapsedTime(_started).Ticks * TimeSpan.NanosecondsPerTick);

    /// <summary>What the policy decides on an event. The list is reused by the next call.</summary>
    /// <exception cref="InvalidOperationException">The event or a decision breaks the life of a clock.</exception>
    public List<SyncDecision> On(SyncEvent e)
    {
        LastEvent = Now();
        e = e with { Sequence = ++_sequence, Now = LastEvent };
        LifeCycle.On(e);
        _decisions.Clear();
        policy.On(e, _decisions);
        foreach (SyncDecision decision in _decisions)
            LifeCycle.On(decision);
        return _decisions;
    }
}
