namespace Redis.ParameterStore.Tests;

/// <summary>How often faults are tried: one round each, or with FAULTS=long in the environment many, each with other chances.</summary>
internal sealed class Rounds
{
    private static readonly string[] _policies = ["ssp:2", "bsp", "asp", "ssp:0"];

    private readonly Random _chance;
    private readonly int _seed;

    private Rounds(int seed) => (_seed, _chance) = (seed, new Random(seed));

    internal static bool IsLong { get; } = Environment.GetEnvironmentVariable("FAULTS") == "long";

    /// <summary>The seeds of a test.</summary>
    internal static TheoryData<int> Seeds => [.. Enumerable.Range(0, IsLong ? 8 : 1)];

    internal static Rounds Of(int seed) => new(seed);

    internal Random Chance => _chance;

    /// <summary>A job of three processes; policies take turns, then processes bring two workers each.</summary>
    /// <param name="connection">To Redis.</param>
    /// <param name="what">What the job's name begins with.</param>
    internal WorkerPlan Plan(string connection, string what)
    {
        int workers = 1 + (_seed / _policies.Length % 2);
        return new()
        {
            Connection = connection,
            JobId = $"{what}-{Guid.NewGuid().ToString("n")[..8]}",
            Policy = _policies[_seed % _policies.Length],
            Workers = workers,
            WorkersTotal = 3 * workers,
            Shards = 6 * workers,
        };
    }

    /// <summary>At which part of a job something happens.</summary>
    internal double Part(double least = 0.15, double most = 0.5) => least + (_chance.NextDouble() * (most - least));
}
