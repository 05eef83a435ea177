using System.Buffers;
using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>
/// A policy that lets everybody go at once and uses all that a policy may decide: aborts of both kinds, weights, discards, timers, measures and
/// step scales, by turns.
/// </summary>
internal sealed class WhimsicalPolicy(ApplyMode mode) : ISyncPolicy
{
    private const int Tag = 4711;

    private List<AttemptId> _pushed = [];
    private long _events;
    private long _version;
    private bool _isStopped;

    public SyncTraits Traits => new(mode, PullMode.Newest, Aborts: true, Weights: true, int.MaxValue);

    public void On(in SyncEvent e, ICollection<SyncDecision> decisions)
    {
        _events++;
        switch (e.Kind)
        {
            case SyncEventKind.Joined:
                decisions.Add(SyncDecision.ArmTimer(e.Worker.Seat, e.Now + 1_000_000));
                decisions.Add(SyncDecision.Measure(_events));
                break;
            case SyncEventKind.Left:
                decisions.Add(SyncDecision.CancelTimer(e.Worker.Seat));
                break;
            case SyncEventKind.Ready when !_isStopped:
                decisions.Add(SyncDecision.Release(new(e.Worker, e.Clock, 0), e.Now + (_events % 3), PullBound.AtLeast(_version)));
                break;
            case SyncEventKind.Pulled when !_isStopped && _events % 5 == 0:
                decisions.Add(SyncDecision.Abort(e.Attempt, Skips(e.Attempt) ? AbortKind.SkipBlock : AbortKind.RedoBlock));
                break;
            case SyncEventKind.Aborted when !_isStopped && !Skips(e.Attempt):
                decisions.Add(SyncDecision.Release(e.Attempt with { Try = e.Attempt.Try + 1 }, 0, PullBound.Newest));
                break;
            case SyncEventKind.Pushed:
                Push(e.Attempt, decisions);
                break;
            case SyncEventKind.Timer:
                // The last pushes of a job get no company.
                Decide(decisions, Weight);
                decisions.Add(SyncDecision.SetStepScale(1f / _events));
                decisions.Add(SyncDecision.ArmTimer(e.Id + 100, e.Now + 1_500_001));
                break;
            case SyncEventKind.Measured:
                decisions.Add(SyncDecision.Announce((int)(_events / 1000)));
                break;
            case SyncEventKind.StopRequested:
                _isStopped = true;
                Decide(decisions, _ => 0);
                decisions.Add(SyncDecision.Stop(_version));
                break;
        }
    }

    private void Push(AttemptId attempt, ICollection<SyncDecision> decisions)
    {
        if (mode == ApplyMode.OnPush)
        {
            _version++;
            return;
        }

        _pushed.Add(attempt);

        if (_events % 3 == 0)
            Decide(decisions, Weight);
    }

    private static bool Skips(AttemptId attempt) => (attempt.Worker.Seat + attempt.Clock) % 2 == 0;

    private static float Weight(int place) => place == 1 ? 0 : 1f / (place + 1);

    private void Decide(ICollection<SyncDecision> decisions, Func<int, float> weight)
    {
        for (int i = 0; i < _pushed.Count; i++)
            decisions.Add(weight(i) == 0 ? SyncDecision.Discard(_pushed[i]) : SyncDecision.Apply(_pushed[i], weight(i)));
        if (_pushed.Count > 0)
            decisions.Add(SyncDecision.EndStep());
        _version += _pushed.Count;
        _pushed.Clear();
    }

    public void Save(IBufferWriter<byte> to)
    {
        var writer = new StateWriter(to, Tag);
        writer.Write(_events);
        writer.Write(_version);
        writer.Write(_isStopped);
        writer.Write(_pushed.Count);
        foreach (AttemptId attempt in _pushed)
            writer.Write(attempt);
    }

    public void Load(ReadOnlySpan<byte> from)
    {
        var reader = new StateReader(from, Tag);
        _events = reader.ReadInt64("events", 0);
        _version = reader.ReadInt64("version", 0);
        _isStopped = reader.ReadBoolean("stopped");
        _pushed = [];
        for (int left = reader.ReadCount("pushes", 4 * sizeof(int)); left > 0; left--)
            _pushed.Add(reader.ReadAttempt("push"));
        reader.End();
    }

    /// <summary>The choice of such a policy.</summary>
    public sealed class Choice(ApplyMode mode) : SyncPolicy
    {
        public override ISyncPolicy Create() => new WhimsicalPolicy(mode);

        public override string ToString() => $"whimsical {mode}";
    }
}
