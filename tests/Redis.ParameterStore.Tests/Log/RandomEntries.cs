using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>Entries of every kind with parts of every size.</summary>
internal sealed class RandomEntries(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>One of each kind.</summary>
    internal LogEntry[] OneOfEach() =>
    [
        new TableWanted(Text(), Text()),
        new StepWanted(new(Long()), Many(() => new StagedCommit(new(Attempt(), _random.NextSingle()), _random.Next(2) == 0 ? null : Update(), Long()))),
        new SealWanted(Worker()),
        new RowsWrittenBack(Worker(), Update()),
        new MemberEntered(Text(), Size()),
        new UpdateMissed(Int(), Long()),
        new GarbageRemoved(Size(), Long()),
        new StoreRestored(Long(), Many(() => new SeatRecord(Int(), Int(), Int(), Int())), Many(() => new TableWanted(Text(), Text())), Base(), Update()),
        new SeatTaken(Size()),
        new SeatReady(Worker()),
        new AttemptPulled(Attempt(), Version()),
        new AttemptsPushed(Many(() => new PushedAttempt(Attempt(), Version(), Many(() => new BlockLoss(_random.NextDouble(), Long())), Long())), Update()),
        new AttemptAborted(Attempt()),
        new SeatLeft(Worker(), (LeaveReason)_random.Next(3), _random.Next(2) == 0 ? null : Text()),
        new StopWanted((StopReason)_random.Next(4)),
        new MeasureTaken(Long(), _random.NextDouble()),
        new EpochMeasured(Size(), _random.NextDouble()),
        new MemberLeft(Int()),
        new Posted(Text(), Long(), Size()),
        new TimerRang(Long(), Long()),
        new MemberBuried(Int(), Text()),
        new BaseWritten(Base()),
        new StateSaved(Long(), Size(), (ulong)Long()),
    ];

    /// <summary>Some entries in any order.</summary>
    internal LogEntry[] Some()
    {
        LogEntry[] all = OneOfEach();
        _random.Shuffle(all);
        return all[..(1 + _random.Next(4))];
    }

    internal int Int() => (int)Long();

    internal long Long() => _random.NextInt64(long.MinValue, long.MaxValue) >> _random.Next(64);

    private int Size() => Int() & int.MaxValue;

    private string Text() => new([.. Many(() => "aé€∞ 'z"[_random.Next(7)])]);

    private WorkerId Worker() => new(Int(), Int());

    private AttemptId Attempt() => new(Worker(), Int(), Int());

    private StoreVersion Version() => new(Long(), (ulong)Long());

    private UpdateRef Update() => new(Int(), Long(), (UpdateCodec)_random.Next(2), Many(Size), Many(() => new OwnedRef(Int(), Size(), _random.Next(2) == 0)));

    private BaseRef Base()
    {
        int[] bytes = Many(Size);
        return new(Version(), Long(), Int(), bytes, [.. bytes.Select(_ => (ulong)Long())]);
    }

    private T[] Many<T>(Func<T> one) => [.. Enumerable.Range(0, _random.Next(5)).Select(_ => one())];
}
