namespace Redis.ParameterStore.Tests;

/// <summary>
/// A process: its clock, its generator, its procedures, one thing at a time. When it crashes, all that it had in hand is gone; its next life
/// knows nothing of it.
/// </summary>
internal sealed class SimulatedNode(SimulatedRedisDriver driver, string name, int seed, double clockRate, long clockOrigin)
{
    private readonly Dictionary<string, Action<ReadOnlyMemory<byte>?>> _channels = [];
    private int _seed = seed;

    internal string Name => name;

    /// <summary>Which life of it this is; what an earlier one left in the queue of events is not its own.</summary>
    internal int Life { get; private set; }

    /// <summary>Nothing runs before this time; then all at once.</summary>
    internal long PausedUntil { get; private set; }

    internal Random Chance { get; private set; } = new(seed);

    /// <summary>Its own clock in nanoseconds: another origin and another rate than the world's.</summary>
    internal long Now => clockOrigin + (long)(driver.Time.Now * clockRate);

    /// <summary>Lets a procedure run.</summary>
    /// <param name="procedure">What.</param>
    /// <param name="ended">Called at its end, with what it failed with.</param>
    internal SimulatedRun Run(IProcedure procedure, Action<Exception?> ended)
    {
        var run = new SimulatedRun(driver, this, procedure, ended);
        Post(driver.Time.Now, run.Start);
        return run;
    }

    /// <summary>Something happens to this life of the node; later if it is paused, never if it crashed.</summary>
    internal void Post(long at, Action what)
    {
        int life = Life;
        void Happen()
        {
            if (life != Life)
                return;
            if (driver.Time.Now < PausedUntil)
                driver.Time.At(PausedUntil, Happen);
            else
                what();
        }

        driver.Time.At(at, Happen);
    }

    /// <summary>The world's time at which its own clock has reached a time.</summary>
    internal long WorldTimeOf(long own) => own >= long.MaxValue / 2 ? long.MaxValue : (long)Math.Ceiling((own - clockOrigin) / clockRate) + 1;

    /// <summary>The world's time in which so much of its own passes.</summary>
    internal long WorldSpanOf(TimeSpan own) => (long)(own.Ticks * TimeSpan.NanosecondsPerTick / clockRate);

    /// <summary>Everything in hand is gone.</summary>
    internal void Crash()
    {
        driver.Note(name, "crashes");
        Life++;
        PausedUntil = 0;
        Chance = new(_seed = unchecked((_seed * 31) + 17));
        _channels.Clear();
    }

    /// <summary>Nothing runs until a time.</summary>
    internal void Pause(long until)
    {
        driver.Note(name, "pauses");
        PausedUntil = until;
    }

    /// <summary>Listens to a channel, as <see cref="IRedisLink.SubscribeAsync"/> does.</summary>
    internal void Subscribe(string channel, Action<ReadOnlyMemory<byte>?> onMessage) => _channels[channel] = onMessage;

    /// <summary>A message arrives, or (null) the connection was made anew.</summary>
    internal void Receive(string? channel, byte[]? message)
    {
        foreach ((string name, Action<ReadOnlyMemory<byte>?> onMessage) in _channels)
            if (channel is null || name == channel)
                onMessage(message is null ? null : message);
    }

    internal bool Listens(string channel) => _channels.ContainsKey(channel);
}
