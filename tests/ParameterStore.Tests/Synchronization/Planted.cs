using System.Buffers;

namespace ParameterStore.Tests;

/// <summary>A policy with a bug.</summary>
internal sealed class Planted(ISyncPolicy inner) : ISyncPolicy
{
    private int _events;

    public Predicate<SyncEvent> Hears { get; init; } = _ => true;

    public Action<SyncEvent, List<SyncDecision>> Decides { get; init; } = (_, _) => { };

    public bool SavesItsHistory { get; init; }

    public SyncTraits Traits => inner.Traits;

    public void On(in SyncEvent e, ICollection<SyncDecision> decisions)
    {
        _events++;
        var decided = new List<SyncDecision>();
        if (Hears(e))
            inner.On(e, decided);
        Decides(e, decided);
        foreach (SyncDecision decision in decided)
            decisions.Add(decision);
    }

    public void Save(IBufferWriter<byte> to)
    {
        if (SavesItsHistory)
            new StateWriter(to, _events);
        inner.Save(to);
    }

    public void Load(ReadOnlySpan<byte> from)
    {
        if (SavesItsHistory)
        {
            _events = BitConverter.ToInt32(from);
            from = from[sizeof(int)..];
        }

        inner.Load(from);
    }
}
