namespace Distributed.Simulation;

/// <summary>What <see cref="CodedExperiment"/> measures.</summary>
internal sealed record CodedPlan
{
    /// <summary>Rates μ of the exponential part of the workers' times: a section each.</summary>
    public IReadOnlyList<double> Mus { get; init; } = [0.1, 1, 10];

    /// <summary>Numbers n of workers, rising.</summary>
    public IReadOnlyList<int> Workers { get; init; } = [10, 20, 50, 100, 200, 500, 1_000];

    /// <summary>Products of a run, of which the mean time counts.</summary>
    public int Products { get; init; } = 500;

    /// <summary>Runs.</summary>
    public int Seeds { get; init; } = 10;

    /// <summary>The first seed; the others follow it.</summary>
    public ulong FirstSeed { get; init; } = 1;
}
