namespace ParameterStore;

/// <summary>Numbers and times events, feeds them to a policy, and holds both sides to the life of a clock. Needs the host's lock.</summary>
internal sealed class PolicyDriver(ISyncPolicy policy)
{
    private readonly List<SyncDecision> _decisions = [];
    private long _sequence;

    public bool CommitsOnPush { get; } = policy.Traits.Apply == ApplyMode.OnPush;

    public ClockLifeCycle LifeCycle { get; } = new(policy.Traits.Apply);

    /// <summary>When the last input happened, in nanoseconds since the job's start; never decreases.</summary>
    public long Now { get; private set; }

    /// <summary>The number of the last event; 0 before the first.</summary>
    public long Sequence => _sequence;

    /// <summary>Time goes on.</summary>
    public void Advance(long now) => Now = Math.Max(Now, now);

    /// <summary>What the policy decides on an event. The list is reused by the next call.</summary>
    /// <exception cref="InvalidOperationException">The event or a decision breaks the life of a clock.</exception>
    public List<SyncDecision> On(SyncEvent e)
    {
        e = e with { Sequence = ++_sequence, Now = Now };
        LifeCycle.On(e);
        _decisions.Clear();
        policy.On(e, _decisions);
        foreach (SyncDecision decision in _decisions)
            LifeCycle.On(decision);
        return _decisions;
    }

    /// <summary>Writes the policy's state and this one.</summary>
    public void Save(StateWriter to)
    {
        to.Write(Now);
        to.Write(_sequence);
        LifeCycle.Save(to);
        to.Write(policy.Save);
    }

    /// <summary>Takes a state that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public void Load(ref StateReader from)
    {
        Now = from.ReadInt64("time", 0);
        _sequence = from.ReadInt64("events", 0);
        LifeCycle.Load(ref from);
        policy.Load(from.ReadBytes("policy"));
    }
}
