using System.Collections.Concurrent;
using ParameterStore;

namespace Distributed.Learning.Tests;

/// <summary>A job of several processes, all of them in this one: each opens it for itself, and all get the same host behind a door of their own.</summary>
internal sealed class JoinedPlacement(int total) : JobPlacement
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<double>> _measures = new();
    private readonly ConcurrentDictionary<WorkerId, JoinedHost> _holders = new();
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Gathering> _exchanges = [];
    private IJobHost? _host;
    private JoinedHost? _lead;

    /// <summary>Whether a push loses its worker the seat.</summary>
    public Func<AttemptId, bool> Loses { get; init; } = _ => false;

    /// <summary>What was laid down for the other processes.</summary>
    public ConcurrentQueue<string> Posts { get; } = new();

    public Task Completed => _completed.Task;

    public override int TotalWorkers(int local) => total;

    public override async ValueTask<IJobHost> OpenAsync(JobManifest manifest, TimeProvider time, CancellationToken cancellationToken)
    {
        IJobHost mine = await InProcess.OpenAsync(manifest with { Workers = total }, time, cancellationToken);
        lock (_lock)
            return new JoinedHost(this, _host ??= mine, manifest);
    }

    /// <summary>One process's part of an exchange; all have them when as many workers are there as the job starts with.</summary>
    public Task<IReadOnlyList<ReadOnlyMemory<byte>>> Exchange(string name, int workers, byte[] part)
    {
        lock (_lock)
        {
            if (!_exchanges.TryGetValue(name, out Gathering? exchange))
                _exchanges.Add(name, exchange = new());
            exchange.Parts.Add(part);
            if ((exchange.Workers += workers) >= total)
                exchange.All.TrySetResult([.. exchange.Parts]);
            return exchange.All.Task;
        }
    }

    public void Joined(WorkerId worker, JoinedHost host) => _holders[worker] = host;

    public void Left()
    {
        JobStatistics job = _host!.Statistics;
        if (job.Stopped is not null && !job.Seats.Any(s => s.IsActive))
            _completed.TrySetResult();
    }

    /// <summary>Who holds the lowest seat; when nobody holds one, who held it last.</summary>
    public JoinedHost? Lead()
    {
        lock (_lock)
        {
            foreach (SeatStatistics seat in _host!.Statistics.Seats)
                if (seat.IsActive && _holders.TryGetValue(seat.Worker, out JoinedHost? holder))
                    return _lead = holder;
            return _lead;
        }
    }

    public TaskCompletionSource<double> Measure(int epoch) => _measures.GetOrAdd(epoch, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private sealed class Gathering
    {
        internal List<ReadOnlyMemory<byte>> Parts { get; } = [];

        internal int Workers { get; set; }

        internal TaskCompletionSource<IReadOnlyList<ReadOnlyMemory<byte>>> All { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
