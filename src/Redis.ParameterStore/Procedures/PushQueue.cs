using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>Pushes of the process's workers that wait to be staged. Needs the node's lock.</summary>
internal sealed class PushQueue
{
    private readonly List<PushItem> _queued = [];
    private readonly List<PushItem> _taken = [];
    private readonly Queue<long> _restage = new();

    /// <summary>Raised when there is something to stage.</summary>
    internal Signal Wanted { get; } = new();

    internal bool IsEmpty => _queued.Count == 0 && _restage.Count == 0;

    internal void Add(PushItem item)
    {
        _queued.Add(item);
        Wanted.Raise();
    }

    /// <summary>Takes all that wait.</summary>
    internal IReadOnlyList<PushItem> Take()
    {
        _taken.Clear();
        _taken.AddRange(_queued);
        _queued.Clear();
        return _taken;
    }

    /// <summary>An own update is to be staged again.</summary>
    internal void Restage(long number)
    {
        _restage.Enqueue(number);
        Wanted.Raise();
    }

    internal bool HasRestage => _restage.Count > 0;

    internal bool TryTakeRestage(out long number) => _restage.TryDequeue(out number);

    /// <summary>All pushes that have no end yet fail.</summary>
    internal void Fail(Exception error)
    {
        foreach (PushItem item in _queued.Concat(_taken))
            if (!item.IsDone)
                item.Fail(error);
        _queued.Clear();
        _taken.Clear();
        _restage.Clear();
    }
}

/// <summary>A worker's push on its way. Needs the node's lock.</summary>
/// <param name="push">Lent by the worker until the item is done. Checked.</param>
/// <param name="waitedNs">How long the worker waited at the gate for the clock.</param>
internal sealed class PushItem(Push push, long waitedNs)
{
    internal Push Push { get; } = push;

    internal long WaitedNs { get; } = waitedNs;

    /// <summary>Owned rows that were held back: written without a new version.</summary>
    internal bool IsWriteBack { get; init; }

    /// <summary>Staged only: a store without a job commits by a call of its own.</summary>
    internal bool IsStageOnly { get; init; }

    /// <summary>Whether it may be summed up with others.</summary>
    internal bool IsCombinable => !IsWriteBack && !IsStageOnly;

    internal bool IsDone { get; private set; }

    internal EntryResult Result { get; private set; }

    /// <summary>Where it lies, once it is done.</summary>
    internal UpdateRef? Update { get; set; }

    internal Exception? Error { get; private set; }

    internal void Complete(in EntryResult result) => (Result, IsDone) = (result, true);

    internal void Fail(Exception error) => (Error, IsDone) = (error, true);
}
