using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>
/// Four processes of one worker each, on a real server. Worker w adds 1 to its row's column c at its clock c, so that what a worker reads says exactly
/// which updates it holds; the log says which there were.
/// </summary>
internal sealed class WireStaleness : IAsyncDisposable
{
    private const int Processes = 4, Clocks = 10;
    private readonly List<Read> _reads = [];
    private readonly int _holdUntil;
    private readonly TaskCompletionSource _released = new();
    private readonly IJobHost[] _hosts;
    private TableId _stamps;
    private int _pushes;

    private WireStaleness(IJobHost[] hosts, int holdUntil) => (_hosts, _holdUntil) = (hosts, holdUntil);

    /// <summary>How many reads were checked.</summary>
    internal int Reads => _reads.Count;

    /// <summary>The most clocks of another worker that a read lacked, of those before its own.</summary>
    internal int LackedMost { get; private set; }

    /// <summary>Runs a job to its end. The first worker is held at its first clock until another has begun a clock.</summary>
    internal static async Task<WireStaleness> RunAsync(string connection, SyncPolicy policy, int holdUntil)
    {
        var manifest = new JobManifest(RedisStores.NewName(), 0, Processes, 1, Clocks, 1, policy, "stamps");
        RedisOptions options = ToyHost.Options(Processes);
        options.Coding = UpdateCoding.Float32;
        var placement = new RedisPlacement(async (time, cancel) => await RedisLinks.OpenAsync(connection, time, cancel), options);
        IJobHost[] hosts = await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => placement.OpenAsync(manifest, TimeProvider.System, CancellationToken.None).AsTask()));
        var world = new WireStaleness(hosts, holdUntil);
        foreach (IJobHost host in hosts)
            world._stamps = await host.Store.CreateTableAsync(new("stamps", Processes, Clocks), CancellationToken.None);
        await Task.WhenAll(hosts.Select(world.WorkAsync));
        return world;
    }

    /// <summary>Holds every read against the log; where there is no bound, only to its version.</summary>
    /// <exception cref="InvalidOperationException">A read misses what it must hold, or holds what its version has not.</exception>
    internal void Check(int staleness)
    {
        IReadOnlyList<CommittedUpdate> log = ((RedisHost)_hosts[0]).Runner.Node.Replica.Updates;
        log.Should().HaveCount(_pushes, "no base was written: all commits are in the log");
        foreach (Read read in _reads)
        {
            HashSet<(int Seat, int Clock)> there = [.. log.Where(u => u.After.Index <= read.Version.Index && u.Weight != 0).Select(u => (u.Attempt.Worker.Seat, u.Attempt.Clock))];
            if (!there.SetEquals(read.Included))
                throw new InvalidOperationException($"Seat {read.Seat} at clock {read.Clock} reads at {read.Version} what the log does not have there.");
            for (int seat = 0; seat < Processes && staleness < int.MaxValue; seat++)
                for (int clock = 0; clock < read.Clock; clock++)
                    CheckOne(read, seat, clock, staleness);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IJobHost host in _hosts)
            await host.DisposeAsync();
    }

    private void CheckOne(Read read, int seat, int clock, int staleness)
    {
        if (read.Included.Contains((seat, clock)))
            return;
        LackedMost = Math.Max(LackedMost, read.Clock - clock);
        if (clock <= read.Clock - staleness - 1 || seat == read.Seat)
            throw new InvalidOperationException($"Seat {read.Seat} at clock {read.Clock} reads without clock {clock} of seat {seat}, although the staleness is {staleness}.");
    }

    private async Task WorkAsync(IJobHost host)
    {
        WorkerId worker = await host.JoinAsync(CancellationToken.None);
        var session = new WorkerSession(host, worker);
        while (await session.BeginClockAsync(_ => RowSet.Of(TableRows.All(_stamps, Processes)), CancellationToken.None))
        {
            Note(session);
            if (session.Clock >= _holdUntil && worker.Seat != 0)
                _released.TrySetResult();
            if (worker.Seat == 0 && session.Clock == 0 && _holdUntil > 0)
                await _released.Task.WaitAsync(Deadline.Hang, TimeProvider.System);
            session.Increment(_stamps, worker.Seat, session.Clock, 1);
            if (session.IsAborted)
            {
                await session.AbortAsync(CancellationToken.None);
                continue;
            }

            (await session.ClockAsync(CancellationToken.None)).Should().Be(CommitOutcome.Applied);
            Interlocked.Increment(ref _pushes);
        }
        await host.LeaveAsync(worker, LeaveReason.Finished, null, CancellationToken.None);
    }

    private void Note(WorkerSession session)
    {
        var included = new HashSet<(int, int)>();
        for (int seat = 0; seat < Processes; seat++)
            for (int clock = 0; clock < Clocks; clock++)
                if (session.Open(_stamps)[seat][clock] != 0)
                    included.Add((seat, clock));
        lock (_reads)
            _reads.Add(new(session.Worker.Seat, session.Clock, session.Version, included));
    }

    private sealed record Read(int Seat, int Clock, StoreVersion Version, HashSet<(int Seat, int Clock)> Included);
}
