using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>Entries as bytes: the kind, then its parts in the order of the record's declaration. <see cref="EntryReader"/> reads them.</summary>
internal static class EntryWriter
{
    internal static void Write(RecordWriter to, LogEntry entry)
    {
        if (!TryWriteSeats(to, entry) && !TryWriteStore(to, entry) && !TryWriteCoordinator(to, entry))
            throw new InvalidOperationException($"The log has no bytes for a {entry.GetType().Name}.");
    }

    private static bool TryWriteSeats(RecordWriter to, LogEntry entry)
    {
        switch (entry)
        {
            case SeatTaken e:
                Kind(to, EntryKind.SeatTaken).Int32(e.IncarnationMin);
                return true;
            case SeatReady e:
                Kind(to, EntryKind.SeatReady).Worker(e.Worker);
                return true;
            case AttemptPulled e:
                Kind(to, EntryKind.AttemptPulled).Attempt(e.Attempt);
                to.Version(e.Version);
                return true;
            case AttemptsPushed e:
                Write(Kind(to, EntryKind.AttemptsPushed), e);
                return true;
            case AttemptAborted e:
                Kind(to, EntryKind.AttemptAborted).Attempt(e.Attempt);
                return true;
            case SeatLeft e:
                Write(Kind(to, EntryKind.SeatLeft), e);
                return true;
            case MeasureTaken e:
                Kind(to, EntryKind.MeasureTaken).Int64(e.Id);
                to.Double(e.Value);
                return true;
            default:
                return false;
        }
    }

    private static bool TryWriteStore(RecordWriter to, LogEntry entry)
    {
        switch (entry)
        {
            case TableWanted e:
                Kind(to, EntryKind.TableWanted).Text(e.Name);
                to.Text(e.Spec);
                return true;
            case StepWanted e:
                Write(Kind(to, EntryKind.StepWanted), e);
                return true;
            case SealWanted e:
                Kind(to, EntryKind.SealWanted).Worker(e.Worker);
                return true;
            case RowsWrittenBack e:
                Kind(to, EntryKind.RowsWrittenBack).Worker(e.Worker);
                to.Update(e.Update);
                return true;
            case StoreRestored e:
                Write(Kind(to, EntryKind.StoreRestored), e);
                return true;
            case MemberEntered e:
                Kind(to, EntryKind.MemberEntered).Text(e.Who);
                to.Int32(e.Workers);
                to.Int32(e.Home);
                return true;
            case UpdateMissed e:
                Kind(to, EntryKind.UpdateMissed).Int32(e.Member);
                to.Int64(e.Number);
                return true;
            case EpochMeasured e:
                Kind(to, EntryKind.EpochMeasured).Int32(e.Epoch);
                to.Double(e.Loss);
                return true;
            case Posted e:
                Kind(to, EntryKind.Posted).Text(e.Name);
                to.Int64(e.Number);
                to.Int32(e.Bytes);
                return true;
            default:
                return false;
        }
    }

    private static bool TryWriteCoordinator(RecordWriter to, LogEntry entry)
    {
        switch (entry)
        {
            case StopWanted e:
                Kind(to, EntryKind.StopWanted).Byte((byte)e.Reason);
                return true;
            case MemberLeft e:
                Kind(to, EntryKind.MemberLeft).Int32(e.Member);
                return true;
            case TimerRang e:
                Kind(to, EntryKind.TimerRang).Int64(e.Id);
                to.Int64(e.Arming);
                return true;
            case MemberBuried e:
                Kind(to, EntryKind.MemberBuried).Int32(e.Member);
                to.Reason(e.Why);
                return true;
            case BaseWritten e:
                Write(Kind(to, EntryKind.BaseWritten), e.Base);
                return true;
            case StateSaved e:
                Kind(to, EntryKind.StateSaved).Int64(e.Cursor);
                to.Int32(e.Bytes);
                to.UInt64(e.Hash);
                return true;
            case GarbageRemoved e:
                Kind(to, EntryKind.GarbageRemoved).Int32(e.Count);
                to.Int64(e.BasesBefore);
                return true;
            default:
                return false;
        }
    }

    private static void Write(RecordWriter to, StepWanted entry)
    {
        to.Int64(entry.Fence.Token);
        to.Count(entry.Step.Length);
        foreach (StagedCommit staged in entry.Step)
        {
            to.Attempt(staged.Commit.Attempt);
            to.Single(staged.Commit.Weight);
            to.Int64(staged.PulledAt);
            to.Byte(staged.Update is null ? (byte)0 : (byte)1);
            if (staged.Update is UpdateRef update)
                to.Update(update);
        }
    }

    private static void Write(RecordWriter to, AttemptsPushed entry)
    {
        to.Count(entry.Attempts.Length);
        foreach (PushedAttempt pushed in entry.Attempts)
        {
            to.Attempt(pushed.Attempt);
            to.Version(pushed.PulledAt);
            to.Count(pushed.Losses.Length);
            foreach (BlockLoss loss in pushed.Losses)
            {
                to.Double(loss.Sum);
                to.Int64(loss.Examples);
                to.Double(loss.Gap);
            }
            to.Int64(pushed.WaitedNs);
        }
        to.Update(entry.Update);
    }

    private static void Write(RecordWriter to, SeatLeft entry)
    {
        to.Worker(entry.Worker);
        to.Byte((byte)entry.Reason);
        to.Byte(entry.Error is null ? (byte)0 : (byte)1);
        if (entry.Error is string error)
            to.Reason(error);
    }

    private static void Write(RecordWriter to, StoreRestored entry)
    {
        to.Int64(entry.NewestToken);
        to.Count(entry.Seats.Length);
        foreach (SeatRecord seat in entry.Seats)
        {
            to.Int32(seat.Seat);
            to.Int32(seat.Sealed);
            to.Int32(seat.Incarnation);
            to.Int32(seat.Clock);
        }
        to.Count(entry.Tables.Length);
        foreach (TableWanted table in entry.Tables)
        {
            to.Text(table.Name);
            to.Text(table.Spec);
        }
        Write(to, entry.Base);
        to.Update(entry.Owned);
    }

    private static void Write(RecordWriter to, BaseRef written)
    {
        to.Version(written.Version);
        to.Int64(written.Generation);
        to.Int32(written.Member);
        to.Count(written.Bytes.Length);
        foreach (int bytes in written.Bytes)
            to.Int32(bytes);
        to.Count(written.Hashes.Length);
        foreach (ulong hash in written.Hashes)
            to.UInt64(hash);
    }

    private static RecordWriter Kind(RecordWriter to, EntryKind kind)
    {
        to.Byte((byte)kind);
        return to;
    }
}
