using System.Buffers;

namespace ParameterStore.Tests;

/// <summary>Lets everybody go, and aborts some clocks as soon as their workers have pulled: their blocks are redone, or skipped.</summary>
internal sealed class AbortingPolicy(AbortKind kind) : ISyncPolicy
{
    private long _pushes;

    public SyncTraits Traits => new(ApplyMode.OnPush, PullMode.Newest, Aborts: true, Weights: false, int.MaxValue);

    /// <summary>Whether a clock's first attempt is aborted.</summary>
    internal static bool Aborts(int clock) => clock % 4 == 1;

    public void On(in SyncEvent e, ICollection<SyncDecision> decisions)
    {
        switch (e.Kind)
        {
            case SyncEventKind.Ready:
                decisions.Add(SyncDecision.Release(new(e.Worker, e.Clock, 0), 0, PullBound.Newest));
                break;
            case SyncEventKind.Pulled when e.Attempt.Try == 0 && Aborts(e.Attempt.Clock):
                decisions.Add(SyncDecision.Abort(e.Attempt, kind));
                break;
            case SyncEventKind.Aborted when kind == AbortKind.RedoBlock:
                decisions.Add(SyncDecision.Release(e.Attempt with { Try = 1 }, 0, PullBound.Newest));
                break;
            case SyncEventKind.Pushed:
                _pushes++;
                break;
            case SyncEventKind.StopRequested:
                decisions.Add(SyncDecision.Stop(_pushes));
                break;
        }
    }

    public void Save(IBufferWriter<byte> to) => throw new NotSupportedException();

    public void Load(ReadOnlySpan<byte> from) => throw new NotSupportedException();

    internal sealed class Choice(AbortKind kind) : SyncPolicy
    {
        public override ISyncPolicy Create() => new AbortingPolicy(kind);

        public override string ToString() => $"aborting:{kind}";
    }
}
