namespace ParameterStore.Tests;

/// <summary>How large a world of workers is that is explored whole.</summary>
/// <param name="Workers">Seats; each is taken at any time.</param>
/// <param name="Clocks">Clocks that a worker does before it finishes.</param>
/// <param name="Staleness">The bound that is checked.</param>
/// <param name="Apply">Whether the policy decides on pushes.</param>
/// <param name="Comebacks">How often a seat that was left may be taken again, in all.</param>
/// <param name="Losses">How many workers may die or resign, in all, at any point of their clocks.</param>
/// <param name="Stops">Whether a stop may be requested, at any time.</param>
/// <param name="Delay">How long every release but a worker's first is held back, in nanoseconds.</param>
/// <param name="FreeUpTo">How many clocks ahead nobody may be made to wait; <paramref name="Staleness"/> if null, and -1 if there is no such number.</param>
/// <param name="Tick">Nanoseconds that go by with every push, and with nothing else: few different times, so that the worlds stay small.</param>
/// <param name="Lookahead">The most clocks of a worker between two barriers, for policies that have barriers and a timer for late ones; 0 for the others.</param>
/// <param name="Remembers">Whether the policy goes by more of the past than the model: what it saves is then a part of the state.</param>
/// <param name="Speculates">Whether attempts may be aborted, to be tried once more, and timers be armed for it.</param>
/// <param name="AbortTime">If it is always the same: how long after a pull the timer is to ring, in nanoseconds.</param>
/// <param name="AbortRate">Then also: which share of the workers others' pushes must exceed.</param>
/// <param name="LateRings">How many timers may ring though they were cancelled.</param>
internal sealed record WorldOptions(
    int Workers,
    int Clocks,
    int Staleness,
    ApplyMode Apply,
    int Comebacks = 1,
    int Losses = 1,
    bool Stops = true,
    long Delay = 0,
    int? FreeUpTo = null,
    long Tick = 0,
    int Lookahead = 0,
    bool Remembers = false,
    bool Speculates = false,
    long? AbortTime = null,
    double AbortRate = 0,
    int LateRings = 1)
{
    /// <summary>How many clocks ahead nobody may be made to wait.</summary>
    public int Free => FreeUpTo ?? Staleness;

    /// <summary>How many events a way through the world has at most; what lies beyond is not explored.</summary>
    public int EventsMax { get; init; } = int.MaxValue;

    /// <summary>Whether a pull is bound to what the staleness asks for, and the worker's own pushes, instead of to all that was heard of.</summary>
    public bool Eager { get; init; }

    /// <summary>The staleness that a policy begins with which tunes its own, and scales steps by it; null: the policy is none.</summary>
    public int? TunesFrom { get; init; }

    /// <summary>What k-of-n is held to; null: the policy is none.</summary>
    public FreshRules? Fresh { get; init; }
}
