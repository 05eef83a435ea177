using System.Buffers;
using ParameterStore;

namespace Distributed.Simulation.Tests;

/// <summary>Lets everybody through; a test says what else it does.</summary>
internal sealed class ScriptedPolicy(SyncTraits traits, Action<SyncEvent, ICollection<SyncDecision>>? also = null) : ISyncPolicy
{
    private readonly Dictionary<int, int> _clocks = [];
    private long _pushes;
    private int _min;

    public SyncTraits Traits => traits;

    /// <summary>The number of this ready worker or later ones is kept at the gate for ever.</summary>
    public int HoldsFrom { get; init; } = int.MaxValue;

    /// <summary>The version at which it stops; that of its pushes if a test does not say.</summary>
    public Func<long>? StopsAt { get; init; }

    /// <summary>What it adds to the version at which it stops.</summary>
    public int StopsOff { get; init; }

    private int _releases;

    public void On(in SyncEvent e, ICollection<SyncDecision> decisions)
    {
        switch (e.Kind)
        {
            case SyncEventKind.Joined:
                _clocks[e.Worker.Seat] = e.Clock;
                break;
            case SyncEventKind.Left:
                _clocks.Remove(e.Worker.Seat);
                break;
            case SyncEventKind.Ready:
                _clocks[e.Worker.Seat] = e.Clock;
                Release(new(e.Worker, e.Clock, 0), decisions);
                break;
            case SyncEventKind.Pushed:
                _pushes++;
                break;
            case SyncEventKind.StopRequested:
                decisions.Add(SyncDecision.Stop((StopsAt?.Invoke() ?? _pushes) + StopsOff));
                break;
        }

        also?.Invoke(e, decisions);
        if (_clocks.Count > 0 && _clocks.Values.Min() > _min)
            decisions.Add(SyncDecision.Announce(_min = _clocks.Values.Min()));
    }

    public void Release(AttemptId attempt, ICollection<SyncDecision> decisions)
    {
        if (_releases++ < HoldsFrom)
            decisions.Add(SyncDecision.Release(attempt, 0, PullBound.Newest));
    }

    public void Save(IBufferWriter<byte> to) => throw new NotSupportedException();

    public void Load(ReadOnlySpan<byte> from) => throw new NotSupportedException();

    internal static SyncTraits OnPush(bool aborts = false, int stalenessMax = int.MaxValue) =>
        new(ApplyMode.OnPush, PullMode.Newest, aborts, Weights: false, stalenessMax);
}
