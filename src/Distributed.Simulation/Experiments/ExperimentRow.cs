namespace Distributed.Simulation;

/// <summary>What one policy did in one configuration: medians over the seeds.</summary>
public sealed record ExperimentRow
{
    /// <summary>The preset's name; empty for none.</summary>
    public required string Preset { get; init; }

    /// <summary>The configuration's name.</summary>
    public required string Configuration { get; init; }

    /// <summary>The workload's kind.</summary>
    public required string Workload { get; init; }

    /// <summary>Seats.</summary>
    public required int Workers { get; init; }

    /// <summary>The policy, in its text form.</summary>
    public required string Policy { get; init; }

    /// <summary>The learning rate.</summary>
    public required double Step { get; init; }

    /// <summary>Runs.</summary>
    public required int Seeds { get; init; }

    /// <summary>Runs that reached the target.</summary>
    public required int Reached { get; init; }

    /// <summary>Virtual seconds to the target, where a run that did not reach it counts as endless; null: the median run is endless.</summary>
    public required double? TimeToTarget { get; init; }

    /// <summary>The first policy's <see cref="TimeToTarget"/> over this one's; null if one of them is endless.</summary>
    public required double? Speedup { get; init; }

    /// <summary>The least and the largest virtual seconds to the target of the runs that reached it; null if none did.</summary>
    public required TimeSpread? Spread { get; init; }

    /// <summary>Clocks that workers finished.</summary>
    public required double Clocks { get; init; }

    /// <summary>Pushes.</summary>
    public required double Pushes { get; init; }

    /// <summary>Pulls.</summary>
    public required double Pulls { get; init; }

    /// <summary>Attempts given up.</summary>
    public required double Aborts { get; init; }

    /// <summary>The mean staleness of a push.</summary>
    public required double MeanStaleness { get; init; }

    /// <summary>The share of the workers' time that was spent waiting at the gate, 0 to 1.</summary>
    public required double WaitedShare { get; init; }

    /// <summary>The share of the workers' time that was spent on what was given up or lost, 0 to 1.</summary>
    public required double AbortedShare { get; init; }

    /// <summary>Bytes pulled and pushed.</summary>
    public required double Bytes { get; init; }

    /// <summary>The loss at the end.</summary>
    public required double FinalLoss { get; init; }

    /// <summary>A hash over the event logs of all seeds, in 16 hexadecimal digits.</summary>
    public required string EventLogHash { get; init; }

    /// <summary>The runs, by seed.</summary>
    public required IReadOnlyList<SimulationResult> Runs { get; init; }
}
