namespace Redis.ParameterStore.Tests;

/// <summary>Something that goes wrong.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When: nanoseconds since the world began.</param>
/// <param name="For">For how long.</param>
/// <param name="Process">Which process, where it is one's.</param>
/// <param name="Master">Which master, where it is one's.</param>
/// <param name="ClockStep">By how many microseconds the clock of a master's successor is ahead.</param>
internal sealed record Fault(FaultKind Kind, long At, long For, int Process, int Master, long ClockStep)
{
    private const int Millisecond = 1_000_000;

    /// <param name="chance">Draws it.</param>
    /// <param name="processes">How many there are.</param>
    /// <param name="masters">How many there are.</param>
    /// <param name="jobTime">Nanoseconds that the job takes by itself: most faults come within, some after.</param>
    internal static Fault Draw(Random chance, int processes, int masters, long jobTime)
    {
        var kind = (FaultKind)chance.Next(5);
        long at = chance.NextInt64(chance.Next(5) == 0 ? 20_000L * Millisecond : chance.Next(2) * 300L * Millisecond + jobTime);
        long takes = kind == FaultKind.FailOver
            ? chance.NextInt64(5_000L * Millisecond)
            : chance.NextInt64(chance.Next(2) == 0 ? 2_000L * Millisecond : 30_000L * Millisecond);
        return new(kind, at, takes, chance.Next(processes), chance.Next(masters), chance.Next(-1, 2) * chance.NextInt64(chance.Next(2) == 0 ? 10_000 : 10_000_000));
    }

    public override string ToString() => FormattableString.Invariant($"{Kind} at {At / 1e6:F0} ms for {For / 1e6:F0} ms (process {Process}, master {Master})");
}

/// <summary>What can go wrong besides the network.</summary>
internal enum FaultKind
{
    /// <summary>A process is gone, for good.</summary>
    Crash,

    /// <summary>A process is gone and starts anew after a time.</summary>
    Restart,

    /// <summary>A process stands still for a time.</summary>
    Pause,

    /// <summary>A process and a master do not hear each other for a time.</summary>
    Partition,

    /// <summary>A master dies; its replica takes over after a time, without what it did not have yet.</summary>
    FailOver,
}
