using ParameterStore;

namespace Distributed.Tool;

/// <summary>What <c>simulate</c> was asked for. What is null was not given.</summary>
internal sealed record SimulateOptions
{
    internal const int SeedsMax = 1000;
    internal const int BatchMax = 10_000_000;

    /// <summary>The name of a published experiment, which brings everything that its configurations need.</summary>
    public string? Preset { get; init; }

    /// <summary>Whether the preset runs at the sizes that were published.</summary>
    public bool IsFullScale { get; init; }

    /// <summary>Numbers of workers, each of which is a section.</summary>
    public IReadOnlyList<int> Workers { get; init; } = [];

    /// <summary>Whether more workers share the batch of the first number of workers, or each has its own.</summary>
    public bool IsStrong { get; init; }

    /// <summary>Examples of a clock of one worker.</summary>
    public int? Batch { get; init; }

    public IReadOnlyList<SyncPolicy> Policies { get; init; } = [];

    public string Workload { get; init; } = "logistic";

    public string? Data { get; init; }

    public ulong Seed { get; init; } = 1;

    public int? Seeds { get; init; }

    public UpdateRule Update { get; init; } = UpdateRule.Add;

    public StepChoice? Step { get; init; }

    /// <summary>Whether each step of the grid is a section of its own, at which all policies run.</summary>
    public bool IsEachStep { get; init; }

    public double? Target { get; init; }

    public TimeModel? Time { get; init; }

    public NetworkModel? Network { get; init; }

    public FaultModel? Faults { get; init; }

    /// <summary>Where a run without a target ends, in virtual seconds.</summary>
    public double? MaxTime { get; init; }

    public string? Json { get; init; }

    public string? Report { get; init; }

    /// <summary>The file that gets the event log of the one run.</summary>
    public string? EventLog { get; init; }

    /// <summary>How the learning rate goes down.</summary>
    public StepSchedule Schedule { get; init; } = StepSchedule.Constant;
}
