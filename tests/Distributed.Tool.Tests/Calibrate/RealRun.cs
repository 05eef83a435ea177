using Distributed.Learning;
using ParameterStore;

namespace Distributed.Tool.Tests;

/// <summary>A training of two real threads that takes a moment.</summary>
internal static class RealRun
{
    internal const int Workers = 2;

    private const int Users = 400, Items = 300, Count = 60_000;

    /// <summary>Trains, and records the event log in a file.</summary>
    internal static async Task RecordAsync(string file, string policy, int seed)
    {
        Random random = new(seed);
        Rating[] ratings = [.. Enumerable.Range(0, Count).Select(_ => new Rating(random.Next(Users), random.Next(Items), 1 + random.Next(5)))];
        RatingShape shape = FactorizationShape.For(Count, Users, Items, rank: 32, Workers, clocksPerEpoch: 8, seed: 1);
        var task = new MatrixFactorizationTask
        {
            Ratings = RatingShards.Build([ratings], shape, Workers),
            Settings = new() { Rank = 32, Epochs = 20 },
            Seed = 1,
            Workers = Workers,
        };
        var job = new RealJob { Workers = Workers, Synchronization = SyncPolicy.Parse(policy), EventLog = file };
        await MatrixFactorization.TrainAsync(task, new() { Job = job });
    }

    private sealed class RealJob : JobOptions;
}
