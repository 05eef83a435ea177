using System.Buffers;

namespace ParameterStore.Tests;

/// <summary>A policy that a test writes out: it lets everybody go at once and does on top what the test says.</summary>
internal sealed class ScriptedPolicy(SyncTraits traits, Action<SyncEvent, ICollection<SyncDecision>> script) : ISyncPolicy
{
    public SyncTraits Traits => traits;

    public List<SyncEvent> Events { get; } = [];

    public static SyncTraits OnPush => new(ApplyMode.OnPush, PullMode.Newest, Aborts: true, Weights: false, int.MaxValue);

    public static SyncTraits ByDecision => new(ApplyMode.ByDecision, PullMode.Newest, Aborts: true, Weights: true, int.MaxValue);

    public void On(in SyncEvent e, ICollection<SyncDecision> decisions)
    {
        Events.Add(e);
        script(e, decisions);
    }

    public void Save(IBufferWriter<byte> to) => throw new NotSupportedException();

    public void Load(ReadOnlySpan<byte> from) => throw new NotSupportedException();
}
