using static ParameterStore.Tests.StoreFixtures;

namespace ParameterStore.Tests;

/// <summary>
/// Workers of a real host in a random order, on one thread. Worker w adds 1 to its row's column c at its clock c, so that what a worker reads
/// says exactly which updates it includes.
/// </summary>
internal sealed class StalenessWorld : IAsyncDisposable
{
    private readonly Random _random;
    private readonly TableId _stamps;
    private readonly RowSet _rows;
    private readonly Seat[] _seats;
    private readonly int _clocks;

    private StalenessWorld(SyncPolicy policy, IParameterStore store, int workers, int clocks, int seed)
    {
        _random = new(seed);
        _clocks = clocks;
        _stamps = store.CreateTableAsync(new("stamps", workers, clocks), None).Result;
        _rows = All(_stamps, workers);
        Host = new(new("job", 0, workers, clocks, 1, workers, policy, ""), policy.Create(), store, new FakeTimeProvider());
        _seats = [.. Enumerable.Range(0, workers).Select(_ => new Seat(new WorkerSession(Host, Host.JoinAsync(None).Result)))];
    }

    public InProcessHost Host { get; }

    /// <summary>Who went through the gate at which clock, in order.</summary>
    public List<string> Releases { get; } = [];

    private int Min => _seats.Select(s => s.Clock).Where(c => c < _clocks).DefaultIfEmpty(_clocks).Min();

    /// <summary>Runs a job to its end and hands every read to a check.</summary>
    public static async Task<List<string>> RunAsync(SyncPolicy policy, IParameterStore store, int workers, int clocks, int seed, int staleness, Action<StampsRead> onRead)
    {
        await using var world = new StalenessWorld(policy, store, workers, clocks, seed);
        while (world.Min < clocks)
            await world.StepAsync(staleness, onRead);
        return world.Releases;
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private async Task StepAsync(int staleness, Action<StampsRead> onRead)
    {
        Seat seat = _seats[_random.Next(_seats.Length)];
        if (seat.IsThrough)
            await WorkAsync(seat, onRead);
        else if (seat.Clock < _clocks)
            seat.Begin ??= seat.Session.BeginClockAsync(_ => _rows, None).AsTask();
        foreach (Seat waiting in _seats)
        {
            if (waiting.Begin is null || waiting.IsThrough)
                continue;
            if (waiting.Clock - Min <= staleness)
                await GoThroughAsync(waiting);
            else if (waiting.Begin.IsCompleted)
                throw new InvalidOperationException($"Worker {waiting.Session.Worker.Seat} went through the gate at clock {waiting.Clock}, but the slowest is at {Min}.");
        }
    }

    /// <summary>A worker that the gate has to let through now does not stay behind it.</summary>
    private async Task GoThroughAsync(Seat seat)
    {
        (await seat.Begin!.WaitAsync(Deadline.Hang)).Should().BeTrue();
        Releases.Add($"{seat.Session.Worker.Seat}@{seat.Clock}");
        (seat.IsThrough, seat.MinAtPull) = (true, Min);
    }

    private async Task WorkAsync(Seat seat, Action<StampsRead> onRead)
    {
        int worker = seat.Session.Worker.Seat;
        var included = new bool[_seats.Length, _clocks];
        for (int row = 0; row < _seats.Length; row++)
            for (int clock = 0; clock < _clocks; clock++)
                included[row, clock] = seat.Session.ReadRow(_stamps, row, int.MaxValue)[clock] != 0;
        onRead(new(worker, seat.Clock, seat.MinAtPull, seat.Session.Version, included));

        seat.Session.Increment(_stamps, worker, seat.Clock, 1);
        seat.Session.ReadRow(_stamps, worker, int.MaxValue)[seat.Clock].Should().Be(1);
        (await seat.Session.ClockAsync(None)).Should().Be(CommitOutcome.Applied);
        (seat.Begin, seat.IsThrough, seat.Clock) = (null, false, seat.Clock + 1);
    }

    private sealed class Seat(WorkerSession session)
    {
        public WorkerSession Session { get; } = session;

        public Task<bool>? Begin { get; set; }

        public bool IsThrough { get; set; }

        public int Clock { get; set; }

        public int MinAtPull { get; set; }
    }
}
