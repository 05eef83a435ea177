namespace Redis.ParameterStore;

/// <summary>How entries are told apart in a record. Numbers are never used again for something else.</summary>
internal enum EntryKind : byte
{
    TableWanted = 1,
    StepWanted = 2,
    SealWanted = 3,
    RowsWrittenBack = 4,
    SeatTaken = 5,
    SeatReady = 6,
    AttemptPulled = 7,
    AttemptsPushed = 8,
    AttemptAborted = 9,
    SeatLeft = 10,
    StopWanted = 11,
    MeasureTaken = 13,
    MemberLeft = 14,
    Posted = 15,
    TimerRang = 16,
    MemberBuried = 17,
    BaseWritten = 18,
    StateSaved = 19,
    GarbageRemoved = 20,
    MemberEntered = 21,
    UpdateMissed = 22,
    EpochMeasured = 23,
    StoreRestored = 24,
}
