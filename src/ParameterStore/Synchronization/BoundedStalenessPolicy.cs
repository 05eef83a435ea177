using System.Buffers;

namespace ParameterStore;

internal sealed class BoundedStalenessPolicy(int staleness) : ISyncPolicy
{
    public SyncTraits Traits => throw new NotSupportedException($"{staleness}");

    public void On(in SyncEvent e, ICollection<SyncDecision> decisions) => throw new NotSupportedException();

    public void Save(IBufferWriter<byte> to) => throw new NotSupportedException();

    public void Load(ReadOnlySpan<byte> from) => throw new NotSupportedException();
}
