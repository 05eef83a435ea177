using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>Reads what <see cref="EntryWriter"/> wrote.</summary>
internal static class EntryReader
{
    // What one of each takes at least: its numbers one byte each, chains and sums eight.
    private const int StagedBytesMin = 4 + sizeof(float) + 1 + 1, PushedBytesMin = 4 + 1 + 8 + 1 + 1, LossBytesMin = 8 + 1 + 8,
        SeatBytesMin = 4, TableBytesMin = 2;

    private static readonly int _stopReasons = Enum.GetValues<StopReason>().Length, _leaveReasons = Enum.GetValues<LeaveReason>().Length;

    /// <exception cref="InvalidDataException">The bytes are no entry that this version of the library knows.</exception>
    internal static LogEntry Read(ref RecordReader from)
    {
        var kind = (EntryKind)from.Byte("an entry's kind");
        return kind switch
        {
            EntryKind.TableWanted => new TableWanted(from.Text("a table's name"), from.Text("a table's spec")),
            EntryKind.StepWanted => Step(ref from),
            EntryKind.SealWanted => new SealWanted(from.Worker()),
            EntryKind.RowsWrittenBack => new RowsWrittenBack(from.Worker(), from.Update()),
            EntryKind.SeatTaken => new SeatTaken(from.Int32("an incarnation")),
            EntryKind.SeatReady => new SeatReady(from.Worker()),
            EntryKind.AttemptPulled => new AttemptPulled(from.Attempt(), from.Version()),
            EntryKind.AttemptsPushed => Pushed(ref from),
            EntryKind.AttemptAborted => new AttemptAborted(from.Attempt()),
            EntryKind.SeatLeft => Left(ref from),
            EntryKind.StopWanted => new StopWanted((StopReason)from.Choice(_stopReasons, "a reason to stop")),
            EntryKind.MeasureTaken => new MeasureTaken(from.Int64("a measure"), from.Double("a measure's value")),
            EntryKind.MemberLeft => new MemberLeft(from.Int32("a member")),
            EntryKind.Posted => new Posted(from.Text("a name"), from.Int64("a number"), from.Size("a length")),
            EntryKind.TimerRang => new TimerRang(from.Int64("a timer"), from.Int64("an arming")),
            EntryKind.MemberBuried => new MemberBuried(from.Int32("a member"), from.Text("a reason")),
            EntryKind.BaseWritten => new BaseWritten(Base(ref from)),
            EntryKind.StateSaved => new StateSaved(from.Int64("a cursor"), from.Size("a length"), from.UInt64("a hash")),
            EntryKind.GarbageRemoved => new GarbageRemoved(from.Size("a count"), from.Int64("a generation")),
            EntryKind.MemberEntered => new MemberEntered(from.Text("a process"), from.Size("a number of workers"), from.Size("a home")),
            EntryKind.UpdateMissed => new UpdateMissed(from.Int32("a member"), from.Int64("an update's number")),
            EntryKind.EpochMeasured => new EpochMeasured(from.Size("an epoch"), from.Double("a loss")),
            EntryKind.StoreRestored => Restored(ref from),
            _ => throw RecordReader.Invalid($"it has an entry of kind {(byte)kind}, which this version of the library does not know; another version of it wrote the record. Run the same version in all processes"),
        };
    }

    private static StepWanted Step(ref RecordReader from)
    {
        Fence fence = new(from.Int64("a fence"));
        var step = new StagedCommit[from.Count(StagedBytesMin, "commits")];
        for (int i = 0; i < step.Length; i++)
        {
            Commit commit = new(from.Attempt(), from.Single("a weight"));
            long pulledAt = from.Int64("a version pulled");
            step[i] = new(commit, from.Flag("whether an update is there") ? from.Update() : null, pulledAt);
        }
        return new(fence, step);
    }

    private static AttemptsPushed Pushed(ref RecordReader from)
    {
        var attempts = new PushedAttempt[from.Count(PushedBytesMin, "attempts")];
        for (int i = 0; i < attempts.Length; i++)
            attempts[i] = new(from.Attempt(), from.Version(), Losses(ref from), from.Int64("a wait"));
        return new(attempts, from.Update());
    }

    private static BlockLoss[] Losses(ref RecordReader from)
    {
        var losses = new BlockLoss[from.Count(LossBytesMin, "losses")];
        for (int i = 0; i < losses.Length; i++)
            losses[i] = new(from.Double("a loss"), from.Int64("a loss's examples"), from.Double("a loss's gap"));
        return losses;
    }

    private static SeatLeft Left(ref RecordReader from) => new(
        from.Worker(), (LeaveReason)from.Choice(_leaveReasons, "a reason to leave"), from.Flag("whether an error is there") ? from.Text("an error") : null);

    private static BaseRef Base(ref RecordReader from)
    {
        StoreVersion version = from.Version();
        long generation = from.Int64("a generation");
        int member = from.Int32("a base's member");
        int[] bytes = new int[from.Count(1, "parameter shards")];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = from.Size("a blob's length");
        ulong[] hashes = new ulong[from.Count(sizeof(ulong), "hashes")];
        for (int i = 0; i < hashes.Length; i++)
            hashes[i] = from.UInt64("a hash");
        RecordReader.Check(hashes.Length == bytes.Length, $"a base has {bytes.Length} blobs, but {hashes.Length} hashes");
        return new(version, generation, member, bytes, hashes);
    }

    private static StoreRestored Restored(ref RecordReader from)
    {
        long token = from.Int64("a token");
        var seats = new SeatRecord[from.Count(SeatBytesMin, "seats")];
        for (int i = 0; i < seats.Length; i++)
            seats[i] = new(from.Int32("a seat"), from.Int32("a sealed incarnation"), from.Int32("an incarnation"), from.Int32("a clock"));
        var tables = new TableWanted[from.Count(TableBytesMin, "tables")];
        for (int i = 0; i < tables.Length; i++)
            tables[i] = new(from.Text("a table's name"), from.Text("a table's spec"));
        return new(token, seats, tables, Base(ref from), from.Update());
    }
}
