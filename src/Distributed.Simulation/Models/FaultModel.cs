namespace Distributed.Simulation;

/// <summary>What goes wrong. By default nothing.</summary>
public sealed record FaultModel
{
    /// <summary>The probability that a worker dies in a clock, 0 to 1, at a time drawn uniformly over its computing.</summary>
    public double CrashShare { get; init; }

    /// <summary>From a death until it is noticed, in nanoseconds: what the worker had sent until then counts, later it is refused.</summary>
    public long NoticeNs { get; init; } = 2_000_000_000;

    /// <summary>From a death until the seat's next incarnation joins, in nanoseconds, but not before the death is noticed; null: never.</summary>
    public long? RestartNs { get; init; } = 5_000_000_000;

    /// <summary>The probability that a push is lost on its way and sent again, 0 to under 1.</summary>
    public double LostShare { get; init; }

    /// <summary>The probability that a push arrives late, 0 to 1.</summary>
    public double LateShare { get; init; }

    /// <summary>The probability that a push arrives twice, 0 to 1: the store takes it once.</summary>
    public double DoubledShare { get; init; }

    /// <summary>How late: after which a lost push is sent again, a late one arrives, a doubled one comes again; nanoseconds.</summary>
    public long LateNs { get; init; } = 500_000_000;

    internal void Validate()
    {
        if (!IsShare(CrashShare) || !IsShare(LateShare) || !IsShare(DoubledShare) || !(LostShare is >= 0 and < 1))
            throw new ArgumentException("Shares are 0 to 1, and that of lost messages under 1.", nameof(CrashShare));
        if (NoticeNs < 0 || RestartNs < 0 || LateNs < 0)
            throw new ArgumentException("Times are 0 ns or more.", nameof(NoticeNs));
    }

    private static bool IsShare(double x) => x is >= 0 and <= 1;
}
