using System.Buffers;
using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>A policy that is told of its events at the next whole microsecond, as if their times were a server's. Its state is the inner one's.</summary>
internal sealed class WholeMicroseconds(ISyncPolicy inner) : ISyncPolicy
{
    public SyncTraits Traits => inner.Traits;

    public void On(in SyncEvent e, ICollection<SyncDecision> decisions) => inner.On(e with { Now = (e.Now + 999) / 1000 * 1000 }, decisions);

    public void Save(IBufferWriter<byte> to) => inner.Save(to);

    public void Load(ReadOnlySpan<byte> from) => inner.Load(from);
}
