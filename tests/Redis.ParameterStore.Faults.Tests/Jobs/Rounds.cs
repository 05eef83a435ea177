namespace Redis.ParameterStore.Tests;

/// <summary>
/// How often faults are tried: one round each, every fault under another policy, or with FAULTS=long in the environment many, each with other chances:
/// every fault under every policy.
/// </summary>
internal sealed class Rounds
{
    private static readonly IReadOnlyList<string> _policies = KnownPolicies.Texts(clockMs: 2 * new WorkerPlan { Connection = "", JobId = "" }.PaceMs);

    // Each begins with the next policy.
    private static readonly string[] _faults = ["kill", "again", "lease", "still", "clients", "pause", "disk", "moves", "cut", "waits", "waits-control", "loses", "loses-control"];

    private readonly Random _chance;
    private readonly int _seed;

    private Rounds(int seed) => (_seed, _chance) = (seed, new Random(seed));

    internal static bool IsLong { get; } = Environment.GetEnvironmentVariable("FAULTS") == "long";

    /// <summary>The seeds of a test.</summary>
    internal static TheoryData<int> Seeds => [.. Enumerable.Range(0, IsLong ? _policies.Count : 1)];

    /// <summary>The seeds of a test that costs little: two in the short form.</summary>
    internal static TheoryData<int> MoreSeeds => IsLong ? Seeds : [0, 1];

    internal static Rounds Of(int seed) => new(seed);

    internal Random Chance => _chance;

    /// <summary>A job of three processes; policies take turns, and every other time round processes bring two workers each.</summary>
    /// <param name="connection">To Redis.</param>
    /// <param name="what">What the job's name begins with: a fault after which sums are exact, or anything else.</param>
    internal WorkerPlan Plan(string connection, string what)
    {
        int first = Math.Max(0, Array.IndexOf(_faults, what));

        // The second round of the short form goes through the policies from behind, so that all are there.
        int turn = IsLong || _seed == 0 ? first + _seed : _policies.Count - 1 - first;
        int workers = 1 + (_seed % 2);
        return new()
        {
            Connection = connection,
            JobId = $"{what}-{Guid.NewGuid().ToString("n")[..8]}",
            Policy = _policies[turn % _policies.Count],
            Workers = workers,
            WorkersTotal = 3 * workers,
            Shards = 6 * workers,
        };
    }

    /// <summary>At which part of a job something happens.</summary>
    internal double Part(double least = 0.15, double most = 0.5) => least + (_chance.NextDouble() * (most - least));
}
