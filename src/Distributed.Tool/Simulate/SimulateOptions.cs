using ParameterStore;

namespace Distributed.Tool;

/// <summary>What <c>simulate</c> was asked for. What is null was not given.</summary>
internal sealed record SimulateOptions
{
    internal const int SeedsMax = 1000;

    /// <summary>The name of a published experiment, which brings everything that its configurations need.</summary>
    public string? Preset { get; init; }

    /// <summary>Whether the preset runs at the sizes that were published.</summary>
    public bool IsFullScale { get; init; }

    public int? Workers { get; init; }

    public IReadOnlyList<SyncPolicy> Policies { get; init; } = [];

    public string Workload { get; init; } = "logistic";

    public string? Data { get; init; }

    public ulong Seed { get; init; } = 1;

    public int? Seeds { get; init; }

    public StepChoice? Step { get; init; }

    /// <summary>Whether each step of the grid is a section of its own, at which all policies run.</summary>
    public bool IsEachStep { get; init; }

    public double? Target { get; init; }

    public TimeModel? Time { get; init; }

    /// <summary>Where a run without a target ends, in virtual seconds.</summary>
    public double? MaxTime { get; init; }

    public string? Json { get; init; }

    public string? Report { get; init; }
}
