using ParameterStore;
using ParameterStore.Tests;

namespace Distributed.Learning.Tests;

public class MatrixFactorizationWorkerTests
{
    private static readonly PlantedMatrix _planted = new(users: 400, items: 150, ratings: 20_000, rank: 4, seed: 1);

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 4_096, 6_000)]
    [InlineData(2, 8_192, 11_000)]
    [InlineData(100, 18_000, 18_000)]
    public async Task A_block_is_left_soon_after_its_attempt_is_to_be_given_up(int looks, int least, int most)
    {
        BlockLoss loss = await RunOne(looks);

        loss.Examples.Should().BeInRange(least, most);
    }

    [Fact]
    public async Task A_block_in_pieces_has_the_loss_of_all_its_ratings() => (await RunOne(100)).Examples.Should().Be(_planted.Train.Length);

    private static async Task<BlockLoss> RunOne(int looks)
    {
        MatrixFactorizationTask task = _planted.Task(new() { Rank = 8 }, 1);
        task = task with { Ratings = RatingShards.Build([_planted.Train], new(_planted.Users, _planted.Items, 1, 1, 7), threads: 1) };
        var learner = new MatrixFactorizationLearner(task);
        var manifest = new JobManifest("job", 0, learner.Shards, learner.Epochs, learner.BlocksPerEpoch, 1, SyncPolicy.Asynchronous, "");
        await using IJobHost host = await JobPlacement.InProcess.OpenAsync(manifest, TimeProvider.System, default);
        foreach (TableSpec table in learner.Tables)
            await host.Store.CreateTableAsync(table, default);
        ILearnerWorker worker = learner.CreateWorker([.. Enumerable.Range(0, learner.Tables.Count).Select(i => new TableId(i))]);
        var session = new WorkerSession(new AbortingHost(host, looks), await host.JoinAsync(default));

        (await session.BeginClockAsync(worker.RowsOf, default)).Should().BeTrue();
        return worker.Run(session.Blocks[0], session);
    }

    /// <summary>Wants every attempt given up, after some looks.</summary>
    private sealed class AbortingHost(IJobHost inner, int looks) : DelegatingHost(inner)
    {
        private int _looked;

        public override bool IsAborted(AttemptId attempt) => _looked++ >= looks;
    }
}
