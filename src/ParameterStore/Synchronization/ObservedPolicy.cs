using System.Buffers;

namespace ParameterStore;

/// <summary>A policy that tells somebody of every event and what was decided on it. Its state is the inner one's.</summary>
/// <param name="inner">The policy.</param>
/// <param name="begin">Makes the observer, at the first event: many a machine is made to be asked for its traits only.</param>
internal sealed class ObservedPolicy(ISyncPolicy inner, Func<Action<SyncEvent, IReadOnlyList<SyncDecision>>> begin) : ISyncPolicy
{
    private Action<SyncEvent, IReadOnlyList<SyncDecision>>? _observer;
    private readonly List<SyncDecision> _decisions = [];

    public SyncTraits Traits => inner.Traits;

    public void On(in SyncEvent e, ICollection<SyncDecision> decisions)
    {
        _decisions.Clear();
        inner.On(e, _decisions);
        foreach (SyncDecision decision in _decisions)
            decisions.Add(decision);
        (_observer ??= begin())(e, _decisions);
    }

    public void Save(IBufferWriter<byte> to) => inner.Save(to);

    public void Load(ReadOnlySpan<byte> from) => inner.Load(from);
}
