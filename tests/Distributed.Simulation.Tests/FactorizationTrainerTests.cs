using Distributed.Learning;
using ParameterStore;

namespace Distributed.Simulation.Tests;

/// <summary>The trainer's own factorization in the virtual cluster: what is simulated is what is trained.</summary>
public sealed class FactorizationTrainerTests
{
    private const int Users = 60, Items = 80, Ratings = 3_000, Rank = 3, Epochs = 12, Batch = 60;
    private const float Step = 0.1f;

    private static readonly RatingExamples _examples = RatingExamples.Planted(Users, Items, Ratings, Rank, seed: 1);

    private static Workload Trainer => Workload.FactorizationTrainer(Users, Items, Ratings, Rank, Epochs, Batch);

    [Theory]
    [InlineData("bsp", 1)]
    [InlineData("asp", 1)]
    [InlineData("bsp", 4)]
    public async Task Where_the_trainer_is_deterministic_the_simulated_one_learns_the_same(string policy, int workers)
    {
        SimulationResult simulated = Run(policy, workers);
        MatrixFactorizationResult trained = await TrainAsync(policy, workers);

        simulated.Losses[^1].Loss.Should().BeApproximately(trained.Report.Losses[^1].Validation, 1e-5);
        simulated.Losses[^1].Loss.Should().BeLessThan(0.8 * simulated.Losses[0].Loss, "it has learned");
    }

    [Theory]
    [InlineData("bsp")]
    [InlineData("ssp:2")]
    [InlineData("specsync:200/0.1")]
    public void A_worker_finishes_after_its_passes(string policy)
    {
        SimulationResult result = Run(policy, 4);
        int clocks = Epochs * new FactorizationPlan(Rank, Epochs, Batch).BlocksOf(_examples.Trained, 4, Items);
        result.Clocks.Should().Be(4 * clocks);
        result.Pushes.Should().Be(4 * clocks);
    }

    [Fact]
    public void A_run_has_the_hashes_on_record()
    {
        SimulationResult result = Run("ssp:1", 4);
        (result.EventLogHash, result.ParametersHash).Should().Be(("7bb1679af99a938d", "4d539473692e4836"));
    }

    [Fact]
    public void What_a_clock_moves_is_a_block_of_items()
    {
        IGradientLearner one = Trainer.LearnerOf(1), four = Trainer.LearnerOf(4);
        one.Size.Should().Be(four.Size).And.Be((Users + Items) * (16 + 2));
        four.PullBytes.Should().BeGreaterThan(one.PullBytes, "four workers need fewer blocks for equal batches").And.BeLessThan(sizeof(float) * (16 + 2) * Items);
        four.PushBytes.Should().BeGreaterThan(four.PullBytes, "users' rows are written once an epoch");
    }

    private static SimulationResult Run(string policy, int workers) => VirtualCluster.Run(Small.Options(policy, workers: workers) with
    {
        Workload = Trainer,
        Step = Step,
        MaxTimeNs = 1_000_000_000_000,
    });

    private static Task<MatrixFactorizationResult> TrainAsync(string policy, int workers)
    {
        var shape = new RatingShape(
            _examples.UserCount, _examples.ItemCount, workers, new FactorizationPlan(Rank, Epochs, Batch).BlocksOf(_examples.Trained, workers, _examples.ItemCount), ShardedFactorizationLearner.Seed);
        var task = new MatrixFactorizationTask
        {
            Ratings = RatingShards.Build([_examples.Slice(0, _examples.Trained)], shape, threads: 1),
            Settings = new() { Rank = Rank, Epochs = Epochs, LearningRate = Step, Deterministic = true },
            Seed = ShardedFactorizationLearner.Seed,
            Workers = workers,
            Validation = [_examples.Slice(_examples.Trained, _examples.HeldOut)],
        };
        return MatrixFactorization.TrainAsync(task, new() { Job = new TestJob { Workers = workers, Synchronization = SyncPolicy.Parse(policy) } });
    }

    private sealed class TestJob : JobOptions;
}
