namespace Redis.ParameterStore.Tests;

/// <summary>One time for a whole simulated world: what is due next happens next; what is due at one time happens in the order in which it was said.</summary>
internal sealed class VirtualTime
{
    private readonly PriorityQueue<Action, (long At, long Order)> _due = new();
    private long _order;

    /// <summary>Nanoseconds since the world began.</summary>
    internal long Now { get; private set; }

    /// <summary>How many things have happened.</summary>
    internal long Steps { get; private set; }

    /// <summary>Says what happens when; the past means now.</summary>
    internal void At(long when, Action what) => _due.Enqueue(what, (Math.Max(Now, when), _order++));

    /// <summary>Lets things happen until nothing is due before a time any more, or until someone says that it is enough.</summary>
    internal void Run(long until, Func<bool> isEnough)
    {
        while (!isEnough() && _due.TryPeek(out _, out (long At, long Order) due) && due.At <= until)
        {
            Action what = _due.Dequeue();
            Now = due.At;
            Steps++;
            what();
        }

        if (!isEnough())
            Now = until;
    }
}
