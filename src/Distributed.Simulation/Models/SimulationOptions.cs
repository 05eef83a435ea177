using ParameterStore;

namespace Distributed.Simulation;

/// <summary>One run of a virtual cluster.</summary>
public sealed record SimulationOptions
{
    /// <summary>The most workers.</summary>
    public const int WorkersMax = 10_000;

    /// <summary>How workers wait for one another.</summary>
    public SyncPolicy Policy { get; init; } = SyncPolicy.BoundedStaleness(3);

    /// <summary>What they learn.</summary>
    public Workload Workload { get; init; } = Workload.Logistic();

    /// <summary>Seats, 1 to <see cref="WorkersMax"/>.</summary>
    public int Workers { get; init; } = 8;

    /// <summary>How long they compute.</summary>
    public TimeModel Time { get; init; } = new();

    /// <summary>How long messages take.</summary>
    public NetworkModel Network { get; init; } = new();

    /// <summary>What goes wrong.</summary>
    public FaultModel Faults { get; init; } = new();

    /// <summary>Names all draws: equal seeds, equal runs.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How the store takes a push.</summary>
    public UpdateRule Update { get; init; } = UpdateRule.Add;

    /// <summary>The learning rate: every push adds minus this times the gradient of its batch. Over 0.</summary>
    public double Step { get; init; } = 0.1;

    /// <summary>How the learning rate goes down.</summary>
    public StepSchedule Schedule { get; init; } = StepSchedule.Constant;

    /// <summary>The loss to reach; null: none.</summary>
    public double? Target { get; init; }

    /// <summary>The target is reached at the first of so many consecutive evaluations at or under it; 1 or more.</summary>
    public int HitsInARow { get; init; } = 5;

    /// <summary>Pushes between two evaluations of the loss, which take no virtual time; null: as many as there are workers.</summary>
    public int? EvaluateEvery { get; init; }

    /// <summary>Whether the run ends once the target is reached.</summary>
    public bool StopsAtTarget { get; init; } = true;

    /// <summary>The run ends after so much virtual time, in nanoseconds; over 0.</summary>
    public long MaxTimeNs { get; init; } = 1_000_000_000_000;

    /// <summary>The run ends after so many pushes of all workers together; null: no limit.</summary>
    public long? MaxPushes { get; init; }

    /// <summary>Each worker finishes after so many clocks; null: it goes on until the run ends, or the workload has no more work.</summary>
    public int? ClocksPerWorker { get; init; }

    /// <summary>Whether the result holds the recorded <see cref="EventLog"/>.</summary>
    public bool RecordsLog { get; init; }

    /// <summary>The most spans in the result's <see cref="SimulationResult.Gantt"/>; 0 for none.</summary>
    public int GanttMax { get; init; }

    internal int EvaluationPushes => EvaluateEvery ?? Workers;

    internal void Validate()
    {
        if (Workers is < 1 or > WorkersMax)
            throw new ArgumentException($"Workers is {Workers}; a virtual cluster has 1 to {WorkersMax:N0}.", nameof(Workers));
        if (!(Step > 0) || !double.IsFinite(Step))
            throw new ArgumentException($"Step is {Step}; a learning rate is over 0.", nameof(Step));
        if (HitsInARow < 1 || EvaluateEvery < 1 || MaxTimeNs < 1 || MaxPushes < 1 || ClocksPerWorker < 1 || GanttMax < 0)
            throw new ArgumentException("HitsInARow, EvaluateEvery, MaxTimeNs, MaxPushes and ClocksPerWorker are at least 1, GanttMax at least 0.", nameof(MaxTimeNs));
        Time.Validate();
        Network.Validate();
        Faults.Validate();
    }
}
