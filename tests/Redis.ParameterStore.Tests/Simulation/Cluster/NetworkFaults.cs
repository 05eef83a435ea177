namespace Redis.ParameterStore.Tests;

/// <summary>How bad a simulated network is. Chances are of each message; times are in nanoseconds.</summary>
internal sealed record NetworkFaults
{
    /// <summary>A request never arrives: nothing is executed.</summary>
    internal double RequestLost { get; init; }

    /// <summary>A reply never arrives: everything was executed.</summary>
    internal double ReplyLost { get; init; }

    /// <summary>The connection breaks within a batch: its first commands were executed.</summary>
    internal double Cut { get; init; }

    /// <summary>A copy of a request arrives once more, up to <see cref="LateBy"/> later; of a lost one only the copy.</summary>
    internal double Doubled { get; init; }

    /// <summary>A published message is lost.</summary>
    internal double PublishLost { get; init; }

    /// <summary>A message takes up to <see cref="SlowBy"/> longer.</summary>
    internal double Slow { get; init; }

    internal long SlowBy { get; init; } = 50_000_000;

    internal long LateBy { get; init; } = 5_000_000_000;

    /// <summary>Half of the mean time a message takes.</summary>
    internal long Latency { get; init; } = 40_000;

    /// <summary>Half of the mean time after which the replica has a change.</summary>
    internal long ReplicaLag { get; init; } = 300_000;
}
