namespace ParameterStore;

/// <summary>Events and decisions as bytes: of each what its kind has.</summary>
internal static class EventCodec
{
    /// <summary>The fewest bytes of an event and the number of its decisions.</summary>
    internal const int EntryBytesMin = 28;

    /// <summary>The fewest bytes of a decision.</summary>
    internal const int DecisionBytesMin = 4;

    internal static void Write(StateWriter to, in SyncEvent e)
    {
        to.Write((int)e.Kind);
        to.Write(e.Sequence);
        to.Write(e.Now);
        switch (e.Kind)
        {
            case SyncEventKind.Joined or SyncEventKind.Ready:
                to.Write(e.Worker);
                to.Write(e.Clock);
                break;
            case SyncEventKind.Left:
                to.Write(e.Worker);
                to.Write((int)e.Reason);
                break;
            case SyncEventKind.Pulled or SyncEventKind.Pushed:
                to.Write(e.Attempt);
                to.Write(e.Version);
                break;
            case SyncEventKind.Aborted:
                to.Write(e.Attempt);
                break;
            case SyncEventKind.Timer:
                to.Write(e.Id);
                break;
            case SyncEventKind.Measured:
                to.Write(e.Id);
                to.Write(e.Value);
                break;
            case SyncEventKind.StopRequested:
                to.Write((int)e.Stop);
                break;
        }
    }

    internal static SyncEvent ReadEvent(ref StateReader from)
    {
        SyncEventKind kind = from.ReadEnum<SyncEventKind>("event");
        long sequence = from.ReadInt64("sequence", 0), now = from.ReadInt64("time", 0);
        SyncEvent e = kind switch
        {
            SyncEventKind.Joined => SyncEvent.Joined(from.ReadWorker("worker"), ReadClock(ref from)),
            SyncEventKind.Ready => SyncEvent.Ready(from.ReadWorker("worker"), ReadClock(ref from)),
            SyncEventKind.Left => SyncEvent.Left(from.ReadWorker("worker"), from.ReadEnum<LeaveReason>("reason")),
            SyncEventKind.Pulled => SyncEvent.Pulled(from.ReadAttempt("attempt"), from.ReadVersion("version")),
            SyncEventKind.Pushed => SyncEvent.Pushed(from.ReadAttempt("attempt"), from.ReadVersion("version")),
            SyncEventKind.Aborted => SyncEvent.Aborted(from.ReadAttempt("attempt")),
            SyncEventKind.Timer => SyncEvent.Timer(from.ReadInt64("timer", long.MinValue)),
            SyncEventKind.Measured => SyncEvent.Measured(from.ReadInt64("measure", long.MinValue), from.ReadDouble("value")),
            _ => SyncEvent.StopRequested(from.ReadEnum<StopReason>("stop")),
        };
        return e with { Sequence = sequence, Now = now };
    }

    internal static void Write(StateWriter to, in SyncDecision decision)
    {
        to.Write((int)decision.Kind);
        switch (decision.Kind)
        {
            case SyncDecisionKind.Release:
                to.Write(decision.Attempt);
                to.Write(decision.At);
                to.Write((int)decision.Bound.Mode);
                to.Write(decision.Bound.Index);
                break;
            case SyncDecisionKind.Abort:
                to.Write(decision.Attempt);
                to.Write((int)decision.AbortKind);
                break;
            case SyncDecisionKind.Apply:
                to.Write(decision.Attempt);
                to.Write(decision.Weight);
                break;
            case SyncDecisionKind.Discard:
                to.Write(decision.Attempt);
                break;
            case SyncDecisionKind.ArmTimer:
                to.Write(decision.Id);
                to.Write(decision.At);
                break;
            case SyncDecisionKind.CancelTimer or SyncDecisionKind.Measure:
                to.Write(decision.Id);
                break;
            case SyncDecisionKind.SetStepScale:
                to.Write(decision.Weight);
                break;
            case SyncDecisionKind.Announce:
                to.Write(decision.MinClock);
                break;
            case SyncDecisionKind.Stop:
                to.Write(decision.Bound.Index);
                break;
        }
    }

    internal static SyncDecision ReadDecision(ref StateReader from) => from.ReadEnum<SyncDecisionKind>("decision") switch
    {
        SyncDecisionKind.Release => SyncDecision.Release(from.ReadAttempt("attempt"), from.ReadInt64("time", long.MinValue), new(from.ReadEnum<PullMode>("pull"), from.ReadInt64("version", long.MinValue))),
        SyncDecisionKind.Abort => SyncDecision.Abort(from.ReadAttempt("attempt"), from.ReadEnum<AbortKind>("abort")),
        SyncDecisionKind.Apply => SyncDecision.Apply(from.ReadAttempt("attempt"), from.ReadSingle("weight")),
        SyncDecisionKind.Discard => SyncDecision.Discard(from.ReadAttempt("attempt")),
        SyncDecisionKind.EndStep => SyncDecision.EndStep(),
        SyncDecisionKind.ArmTimer => SyncDecision.ArmTimer(from.ReadInt64("timer", long.MinValue), from.ReadInt64("time", long.MinValue)),
        SyncDecisionKind.CancelTimer => SyncDecision.CancelTimer(from.ReadInt64("timer", long.MinValue)),
        SyncDecisionKind.Measure => SyncDecision.Measure(from.ReadInt64("measure", long.MinValue)),
        SyncDecisionKind.SetStepScale => SyncDecision.SetStepScale(from.ReadSingle("factor")),
        SyncDecisionKind.Announce => SyncDecision.Announce(ReadClock(ref from)),
        _ => SyncDecision.Stop(from.ReadInt64("version", 0)),
    };

    private static int ReadClock(ref StateReader from) => from.ReadInt32("clock", 0, int.MaxValue);
}
