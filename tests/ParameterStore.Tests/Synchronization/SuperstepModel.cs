namespace ParameterStore.Tests;

/// <summary>
/// What must hold between two barriers, whatever was predicted: everybody that waits at a barrier goes, nobody does more clocks than the
/// lookahead, and in the first two supersteps as in one that is late nobody is let through twice. Who joins waits for the next barrier.
/// </summary>
internal sealed class SuperstepModel(WorldOptions options)
{
    private const int WarmUps = 2;

    private readonly Dictionary<int, int> _begun = [];
    private int _superstep;
    private bool _isLate;

    /// <summary>Whether the event that happened last brought everybody to the barrier.</summary>
    public bool IsBarrier { get; private set; }

    public SuperstepModel Copy()
    {
        var copy = new SuperstepModel(options) { _superstep = _superstep, _isLate = _isLate };
        foreach ((int seat, int begun) in _begun)
            copy._begun[seat] = begun;
        return copy;
    }

    public string Key() => $"{Math.Min(_superstep, WarmUps + 1)},{_isLate},{string.Join('/', _begun.OrderBy(b => b.Key).Select(b => $"{b.Key}:{b.Value}"))};";

    public void Happened(in SyncEvent e, WorldSeat[] seats)
    {
        if (e.Kind == SyncEventKind.Joined)
            _begun[e.Worker.Seat] = options.Lookahead;
        _isLate |= e.Kind == SyncEventKind.Timer;
        IsBarrier = seats.Any(s => s.IsActive) && seats.Where(s => s.IsActive).All(s => s.Phase == WorldPhase.Ready);
        if (!IsBarrier)
            return;
        _superstep++;
        _isLate = false;
        foreach (int seat in _begun.Keys)
            _begun[seat] = 0;
    }

    /// <returns>What is wrong with letting an attempt through; null if nothing is.</returns>
    public string? Released(AttemptId attempt)
    {
        int begun = _begun[attempt.Worker.Seat]++;
        int most = _superstep <= WarmUps ? 1 : options.Lookahead;
        if (begun >= most)
            return $"Release of {attempt}, whose worker has begun {begun} clocks since the barrier";
        return _isLate && !IsBarrier ? $"Release of {attempt} though the barrier is late" : null;
    }
}
