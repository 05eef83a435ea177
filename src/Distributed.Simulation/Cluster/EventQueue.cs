namespace Distributed.Simulation;

/// <summary>What is to come, in order of (time, sequence): of what is due at one time, the first that was planned comes first.</summary>
internal sealed class EventQueue
{
    private readonly PriorityQueue<Occurrence, (long Time, long Sequence)> _queue = new();
    private long _sequence;

    /// <summary>Virtual time: when what was taken last happened, in nanoseconds.</summary>
    internal long Now { get; private set; }

    internal void Add(long at, Occurrence occurrence) => _queue.Enqueue(occurrence, (Math.Max(at, Now), _sequence++));

    /// <summary>When the next one happens; null if there is none.</summary>
    internal long? NextAt => _queue.TryPeek(out _, out (long Time, long Sequence) next) ? next.Time : null;

    /// <summary>Takes the next one, and goes on to its time.</summary>
    internal bool TryTake(out Occurrence occurrence)
    {
        if (!_queue.TryDequeue(out occurrence!, out (long Time, long Sequence) at))
            return false;
        Now = at.Time;
        return true;
    }
}
