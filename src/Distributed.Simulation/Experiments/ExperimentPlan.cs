namespace Distributed.Simulation;

/// <summary>Configurations × policies × seeds.</summary>
public sealed record ExperimentPlan
{
    /// <summary>The preset's name; empty for none.</summary>
    public string Preset { get; init; } = "";

    /// <summary>At least one.</summary>
    public required IReadOnlyList<ExperimentConfiguration> Configurations { get; init; }

    /// <summary>Runs of each configuration and policy, 1 or more.</summary>
    public int Seeds { get; init; } = 10;

    /// <summary>The first seed; the others follow it.</summary>
    public ulong FirstSeed { get; init; } = 1;

    /// <summary>The steps that policies are compared at.</summary>
    public StepChoice Step { get; init; } = StepChoice.Given;

    /// <summary>Runs of each step while tuning, 1 or more, but no more than <see cref="Seeds"/>.</summary>
    public int TuningSeeds { get; init; } = 3;

    /// <summary>The most runs at a time, 1 or more; results do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    internal void Validate()
    {
        if (Configurations.Count == 0 || Configurations.Any(c => c.Policies.Count == 0))
            throw new ArgumentException("A plan holds at least one configuration, and each at least one policy.", nameof(Configurations));
        if (Seeds < 1 || TuningSeeds < 1 || Threads < 1)
            throw new ArgumentException("Seeds, TuningSeeds and Threads are at least 1.", nameof(Seeds));
        foreach (ExperimentConfiguration configuration in Configurations)
            configuration.Options.Validate();
    }
}
