using System.Runtime.InteropServices;

namespace ParameterStore;

/// <summary>The pushes that were computed from the current version, at most one a worker; and who of their workers is still there. O(1) but for what is said.</summary>
internal sealed class FreshPushes
{
    private const int Nobody = -1;

    private readonly List<AttemptId> _attempts = [];

    // Of every seat the newest life that pushed.
    private readonly List<int> _lives = [];

    /// <summary>How many of their workers are active; those wait for the step to end.</summary>
    public int Active { get; private set; }

    public int Count => _attempts.Count;

    /// <summary>In the order in which they came.</summary>
    public ReadOnlySpan<AttemptId> All => CollectionsMarshal.AsSpan(_attempts);

    /// <summary>Whether the worker has pushed from the current version.</summary>
    public bool Has(WorkerId worker) => worker.Seat < _lives.Count && _lives[worker.Seat] == worker.Incarnation;

    /// <summary>An active worker pushed.</summary>
    public void Add(AttemptId attempt)
    {
        Put(attempt);
        Active++;
    }

    /// <summary>A worker came; it may be one that has pushed and was away.</summary>
    public void Join(WorkerId worker) => Active += Has(worker) ? 1 : 0;

    /// <summary>A worker left; what it pushed stays.</summary>
    public void Leave(WorkerId worker) => Active -= Has(worker) ? 1 : 0;

    /// <summary>The step ended. O(pushes).</summary>
    public void Clear()
    {
        foreach (AttemptId attempt in _attempts)
            _lives[attempt.Worker.Seat] = Nobody;
        _attempts.Clear();
        Active = 0;
    }

    /// <summary>Writes them in ascending order of workers. O(pushes · log pushes).</summary>
    public void Save(in StateWriter to)
    {
        _attempts.Sort(AttemptOrder.Instance);
        to.Write(_attempts.Count);
        foreach (AttemptId attempt in _attempts)
            to.Write(attempt);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static FreshPushes Load(ClockGate gate, ref StateReader from)
    {
        var fresh = new FreshPushes();
        for (int left = from.ReadCount("fresh pushes", 4 * sizeof(int)); left > 0; left--)
        {
            AttemptId attempt = from.ReadAttempt("fresh push");
            bool isNext = fresh.Count == 0 || AttemptOrder.Instance.Compare(fresh._attempts[^1] with { Clock = int.MaxValue }, attempt) < 0;
            StateReader.Check(isNext, "the fresh pushes are out of order");
            StateReader.Check(gate.HasHad(attempt.Worker), "a push is of nobody");
            fresh.Put(attempt);
            fresh.Active += gate.IsActive(attempt.Worker) ? 1 : 0;
        }

        return fresh;
    }

    private void Put(AttemptId attempt)
    {
        while (_lives.Count <= attempt.Worker.Seat)
            _lives.Add(Nobody);
        _lives[attempt.Worker.Seat] = attempt.Worker.Incarnation;
        _attempts.Add(attempt);
    }
}
