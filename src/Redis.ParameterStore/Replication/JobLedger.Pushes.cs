using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>Pushes, and what the policy decides on them.</summary>
internal sealed partial class JobLedger
{
    // A report of waits is not worth an overflow.
    private const long WaitedNsMax = 1L << 53;

    internal EntryResult Push(AttemptsPushed pushed, int member)
    {
        if (UpdateCheck.Mistake(pushed.Update, member) is string mistake)
            return Refused(new ArgumentException(mistake));
        CommitOutcome outcome = Judge(pushed.Attempts, member);
        Exception? error = outcome == CommitOutcome.Applied ? Mistake(pushed) : null;
        if (outcome != CommitOutcome.Applied || error is not null)
        {
            if (!Staged.Any(u => u.Member == member && u.Number == pushed.Update.Number))
                _history.Discard(pushed.Update);
            return error is null ? Fenced() with { Outcome = outcome } : Refused(error);
        }

        Take(pushed);
        foreach (PushedAttempt push in pushed.Attempts)
            Ask(push.Attempt.Worker);
        return Applied();
    }

    private CommitOutcome Judge(PushedAttempt[] attempts, int member)
    {
        if (attempts.Length > 0 && attempts.All(a => Find(a.Attempt.Worker, member) is SeatState seat && a.Attempt.Clock <= seat.LastPushed))
            return CommitOutcome.AlreadyApplied;
        return attempts.All(a => IsCurrent(a.Attempt, member)) ? CommitOutcome.Applied : CommitOutcome.Fenced;
    }

    private ArgumentException? Mistake(AttemptsPushed pushed)
    {
        if (pushed.Attempts.Length == 0 || pushed.Attempts.DistinctBy(a => a.Attempt.Worker.Seat).Count() < pushed.Attempts.Length)
            return new("A push has no attempts, or one twice.");
        if (pushed.Attempts.Length > 1 && !_state.CommitsOnPush)
            return new($"{pushed.Attempts[0].Attempt} is pushed together with others, but the policy decides on each.");
        var shards = new HashSet<int>();
        foreach (PushedAttempt push in pushed.Attempts)
        {
            ReadOnlySpan<BlockId> blocks = _state.InHand(_state.Find(push.Attempt.Worker)!);
            if (push.Losses.Length > 0 && push.Losses.Length != blocks.Length)
                return new($"{push.Attempt} tells {push.Losses.Length} losses of {blocks.Length} blocks.");
            if (push.Losses.Any(l => l.Examples < 0) || push.PulledAt.Index < 0)
                return new($"{push.Attempt} tells a negative number of examples, or a version that cannot be.");
            foreach (BlockId block in blocks)
                shards.Add(block.Shard);
        }

        return pushed.Update.Owned.All(o => shards.Contains(o.Shard))
            ? null
            : new($"{pushed.Attempts[0].Attempt} writes rows of an example shard that none of its blocks is of.");
    }

    private void Take(AttemptsPushed pushed)
    {
        foreach (PushedAttempt push in pushed.Attempts)
        {
            // Who pushes has pulled, whether it said so in an entry of its own or not.
            if (!_state.HasPulled(push.Attempt))
                _state.Notice(SyncEvent.Pulled(push.Attempt, push.PulledAt), Now);
            if (!_state.CommitsOnPush)
                _staged.Add(push.Attempt, (pushed.Update, push.PulledAt.Index));
        }

        StoreVersion version = _history.Version;
        if (_state.CommitsOnPush)
            _history.Commit([.. pushed.Attempts.Select(a => new Commit(a.Attempt, 1))], pushed.Update, pushed.Attempts[^1].PulledAt.Index);
        foreach (PushedAttempt push in pushed.Attempts)
        {
            SeatState seat = _state.Find(push.Attempt.Worker)!;
            if (_state.CommitsOnPush)
            {
                _owned.Done(seat.Worker, _state.InHand(seat));
                version = version.After(new(push.Attempt, 1));
                _history.EndStep(version);
            }

            seat.Waited += TimeSpan.FromTicks(Math.Clamp(push.WaitedNs, 0, WaitedNsMax) / TimeSpan.NanosecondsPerTick);
            _state.Push(seat, push.PulledAt, push.Losses, version, Now);
        }

        Drain();
    }

    /// <summary>Rows that were held back: at the end, by who did the last block of their example shards.</summary>
    internal EntryResult WriteBack(RowsWrittenBack rows, int member)
    {
        if (UpdateCheck.Mistake(rows.Update, member) is string mistake)
            return Refused(new ArgumentException(mistake));
        if (rows.Update.Bytes > 0)
            return Refused(new ArgumentException($"{rows.Worker} writes shared rows back without a commit."));
        if (_state.End.StoppedAt is not null && Find(rows.Worker, member) is not null && rows.Update.Owned.All(o => IsLastOf(o.Shard, rows.Worker)))
        {
            _history.Place(rows.Update);
            return Applied();
        }

        _history.Discard(rows.Update);
        return Fenced();
    }

    private bool IsLastOf(int shard, WorkerId worker) =>
        shard < _manifest.Shards && _state.HolderOf(shard) == worker.Seat && _owned.IsLastOf(shard, worker);

    /// <summary>Carries out what follows from an input, before the next.</summary>
    private void Drain()
    {
        if (!_state.Effects.TryBegin())
            return;
        while (_state.Effects.TryTake(out HostEffect effect))
        {
            try
            {
                CarryOut(in effect);
            }
            catch (InvalidOperationException bug)
            {
                _state.Fail($"{effect.Kind} failed", bug);
            }
        }
    }

    private void CarryOut(in HostEffect effect)
    {
        switch (effect.Kind)
        {
            case HostEffectKind.CommitStep:
                CommitStep((int)effect.Id);
                break;
            case HostEffectKind.Stop:
                _state.Stop(effect.Id);
                break;
            case HostEffectKind.ArmTimer:
                _timers.Arm(effect.Id, TimeOf(effect.At));
                break;
            case HostEffectKind.CancelTimer:
                _timers.Cancel(effect.Id);
                break;
            case HostEffectKind.Measure when !_measures.Contains(effect.Id):
                _measures.Add(effect.Id);
                break;
        }
    }

    private void CommitStep(int attempts)
    {
        var step = new Commit[attempts];
        _state.TakeStep(step);
        foreach (Commit commit in step)
        {
            if (commit.Weight > 0)
                _owned.Done(commit.Attempt.Worker, _state.Staged(commit.Attempt));
            _staged.Remove(commit.Attempt, out (UpdateRef Update, long PulledAt) staged);
            _history.Commit([commit], staged.Update, staged.PulledAt);
        }

        if (Array.Exists(step, commit => commit.Weight > 0))
            _history.EndStep(_history.Version);

        _state.StepCommitted(step, _history.Version, Now);
    }
}
