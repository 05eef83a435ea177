namespace Distributed.Simulation;

/// <summary>What a run of a virtual cluster did.</summary>
public sealed record SimulationResult
{
    /// <summary>The policy, in its text form.</summary>
    public required string Policy { get; init; }

    /// <summary>Seats that the run began with.</summary>
    public required int Workers { get; init; }

    /// <summary>The seed of all draws.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The learning rate.</summary>
    public required double Step { get; init; }

    /// <summary>Whether the target was reached.</summary>
    public bool Reached => TimeToTargetNs is not null;

    /// <summary>Virtual time of the first of the consecutive evaluations at or under the target, in nanoseconds; null: it was not reached.</summary>
    public required long? TimeToTargetNs { get; init; }

    /// <summary>Virtual time at the end, in nanoseconds.</summary>
    public required long TimeNs { get; init; }

    /// <summary>Whether the loss became infinite or no number, which ends a run.</summary>
    public required bool Diverged { get; init; }

    /// <summary>The loss against time, the start included.</summary>
    public required IReadOnlyList<LossPoint> Losses { get; init; }

    /// <summary>The loss at the end.</summary>
    public double FinalLoss => Losses[^1].Loss;

    /// <summary>Clocks that workers finished: pushed or skipped.</summary>
    public required long Clocks { get; init; }

    /// <summary>Pushes that arrived at the store, each once.</summary>
    public required long Pushes { get; init; }

    /// <summary>Pushes that the policy discarded.</summary>
    public required long Discards { get; init; }

    /// <summary>Pulls.</summary>
    public required long Pulls { get; init; }

    /// <summary>Attempts given up because the policy asked.</summary>
    public required long Aborts { get; init; }

    /// <summary>Workers that died.</summary>
    public required long Crashes { get; init; }

    /// <summary>Pushes that arrived once more, or after their worker's death was noticed: refused.</summary>
    public required long Refused { get; init; }

    /// <summary>Bytes pulled, or sent ahead of pulls by policies that are eager.</summary>
    public required long BytesPulled { get; init; }

    /// <summary>Bytes pushed.</summary>
    public required long BytesPushed { get; init; }

    /// <summary>Bytes pulled and pushed.</summary>
    public long Bytes => BytesPulled + BytesPushed;

    /// <summary>Staleness of the pushes that were applied: how many pushes of others were applied between its pull and its own application.</summary>
    public required IReadOnlyList<StalenessCount> Staleness { get; init; }

    /// <summary>The mean of <see cref="Staleness"/>; 0 if nothing was applied.</summary>
    public required double MeanStaleness { get; init; }

    /// <summary>The most clocks that a worker was ahead of the slowest when it was let through.</summary>
    public required int LeadMax { get; init; }

    /// <summary>Time that workers waited at the gate, in nanoseconds, all together.</summary>
    public required long WaitedNs { get; init; }

    /// <summary>Time that workers computed what they pushed, in nanoseconds, all together.</summary>
    public required long ComputedNs { get; init; }

    /// <summary>Time that workers computed what was given up or lost, in nanoseconds, all together.</summary>
    public required long AbortedNs { get; init; }

    /// <summary>A hash over all events and decisions, in 16 hexadecimal digits: equal runs, equal hashes, on any machine.</summary>
    public required string EventLogHash { get; init; }

    /// <summary>A hash over the bits of the last parameters, in 16 hexadecimal digits.</summary>
    public required string ParametersHash { get; init; }

    /// <summary>Who did what when, by its beginning; at most <see cref="SimulationOptions.GanttMax"/> spans.</summary>
    public required IReadOnlyList<GanttSpan> Gantt { get; init; }

    /// <summary>All events and decisions, if <see cref="SimulationOptions.RecordsLog"/> is on.</summary>
    public required EventLog? Log { get; init; }
}
