namespace ParameterStore;

/// <summary>How the job ends: at a version, or with an error.</summary>
internal sealed partial class JobState
{
    /// <summary>The job is to end. Pushes that are on their way to the store are waited for, so that the version is known.</summary>
    public void RequestStop(StopReason reason, long now)
    {
        _policy.Advance(now);
        if (End.TryStop(reason))
            Settle();
    }

    private void Settle()
    {
        if (Ledger.IsComplete)
            End.TryStop(StopReason.Completed);
        if (!End.IsNear || _pushing > 0 || _policyKnowsStop)
            return;
        Feed(SyncEvent.StopRequested(End.Reason));
        _policyKnowsStop = true;
    }

    /// <summary>All commits before the stop are in the store.</summary>
    public void Stop(long versionIndex)
    {
        if (_newest.Index != versionIndex)
            throw new InvalidOperationException($"The policy stopped job '{_manifest.JobId}' at version {versionIndex}, but the store is at {_newest}.");
        End.StoppedAt = _newest;
        WakeAll();
    }

    /// <summary>The job ends with an error.</summary>
    public void Fail(string where, Exception error) => Fail($"{where}: {error.Message}", error, Now);

    /// <summary>The job ends with an error, whose cause may be in another process.</summary>
    public void Fail(string what, Exception? cause, long now)
    {
        _policy.Advance(now);
        if (End.TryFail(what, cause))
            WakeAll();
    }

    private void WakeAll()
    {
        foreach (SeatState seat in _seats.All)
            if (seat.Phase != SeatPhase.Left)
                Effects.Add(new(HostEffectKind.Wake, seat));
    }
}
