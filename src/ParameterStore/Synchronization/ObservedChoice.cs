namespace ParameterStore;

/// <summary>A choice of a policy whose events and decisions are observed; in all else the inner choice, its text form included.</summary>
/// <param name="inner">The policy.</param>
/// <param name="begin">Makes the observer of one state machine. It is called under the host's lock, one event at a time; the list is reused.</param>
internal sealed class ObservedChoice(SyncPolicy inner, Func<Action<SyncEvent, IReadOnlyList<SyncDecision>>> begin) : SyncPolicy
{
    public override ISyncPolicy Create() => new ObservedPolicy(inner.Create(), begin);

    public override string ToString() => inner.ToString();
}
