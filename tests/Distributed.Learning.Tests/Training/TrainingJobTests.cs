using ParameterStore;

namespace Distributed.Learning.Tests;

public class TrainingJobTests
{
    public static TheoryData<int, string> WorkersAndPolicies()
    {
        var data = new TheoryData<int, string>();
        foreach (int workers in new[] { 1, 2, 3, 8 })
            foreach (string policy in new[] { "bsp", "ssp:0", "ssp:3", "asp", "naive:0.1", "specsync", "specsync:0.01/0" })
                data.Add(workers, policy);
        return data;
    }

    [Theory]
    [MemberData(nameof(WorkersAndPolicies))]
    public async Task Every_block_of_every_epoch_counts_exactly_once(int workers, string policy)
    {
        var learner = new CountingLearner(shards: 8, blocks: 3, epochs: 5);
        TrainingResult result = await TrainingJob.RunAsync(learner, TestJobOptions.Settings(workers, policy));

        result.Parameters.Values(result.Tables[0]).ToArray().Should().AllBeEquivalentTo(5f, "each of 5 epochs adds 1 to each (block, shard)");
        result.Parameters.Values(result.Tables[1]).ToArray().Should().AllBeEquivalentTo(15f, "an owned row is visited by 3 blocks of 5 epochs");
        result.Report.Job.BlocksCommitted.Should().Be(8 * 3 * 5);
        result.Report.Epochs.Should().Be(5);
        result.Report.StopReason.Should().Be(StopReason.Completed);
        result.Report.Updates.Should().Be(8 * 3 * 5);
        result.Report.Losses.Select(l => l.Train).Should().Equal(1, 2, 3, 4, 5);
    }

    [Theory]
    [InlineData(2, "specsync:0.5/0")]
    [InlineData(4, "specsync:0.5/0")]
    [InlineData(4, "specsync:0.5/0,ssp:1")]
    public async Task A_block_that_is_aborted_and_redone_counts_once(int workers, string policy)
    {
        var learner = new LingeringLearner(new CountingLearner(shards: 8, blocks: 3, epochs: 10));
        TrainingResult result = await TrainingJob.RunAsync(learner, TestJobOptions.Settings(workers, policy) with { Time = learner.Time });

        result.Report.Job.Aborts.Should().BePositive();
        result.Parameters.Values(result.Tables[0]).ToArray().Should().AllBeEquivalentTo(10f, "each of 10 epochs adds 1 to each (block, shard)");
        result.Parameters.Values(result.Tables[1]).ToArray().Should().AllBeEquivalentTo(30f, "an owned row is visited by 3 blocks of 10 epochs");
        result.Report.Job.BlocksCommitted.Should().Be(8 * 3 * 10);
        result.Report.Updates.Should().Be(8 * 3 * 10);
        result.Report.Losses.Select(l => l.Train).Should().Equal(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    [Fact]
    public async Task Progress_comes_once_an_epoch_in_order()
    {
        var seen = new List<(int Epoch, double Loss, int Workers)>();
        var progress = new Immediate<TrainingProgress>(p => seen.Add((p.Epoch, p.TrainLoss, p.Workers.Count)));
        await TrainingJob.RunAsync(new CountingLearner(4, 2, 3), TestJobOptions.Settings(2, "bsp", o => o.Progress = progress));
        seen.Should().Equal((1, 1.0, 2), (2, 2.0, 2), (3, 3.0, 2));
    }

    [Fact]
    public async Task There_are_never_more_workers_than_example_shards()
    {
        TrainingResult result = await TrainingJob.RunAsync(new CountingLearner(2, 2, 2), TestJobOptions.Settings(8, "bsp"));
        result.Report.Workers.Should().Be(2);
    }

    [Theory]
    [InlineData("bsp")]
    [InlineData("ssp:1")]
    [InlineData("asp")]
    public async Task A_worker_that_throws_ends_the_job_with_its_error(string policy)
    {
        var learner = new CountingLearner(8, 3, 50)
        {
            BeforeBlock = b =>
            {
                if (b is { Shard: 5, Epoch: 1, Index: 1 })
                    throw new InvalidOperationException("planted");
            },
        };
        Func<Task> run = () => TrainingJob.RunAsync(learner, TestJobOptions.Settings(4, policy));
        (await run.Should().ThrowAsync<JobFailedException>()).WithMessage("*planted*").WithInnerException<InvalidOperationException>();
    }

    [Fact]
    public async Task A_cancelled_job_throws_by_default()
    {
        using var cancel = new CancellationTokenSource();
        var learner = new CountingLearner(4, 2, 1000) { BeforeBlock = b => CancelAt(b, cancel) };
        Func<Task> run = () => TrainingJob.RunAsync(learner, TestJobOptions.Settings(2, "ssp:2", o => o.CancellationToken = cancel.Token));
        await run.Should().ThrowAsync<OperationCanceledException>();
    }

    [Theory]
    [InlineData("bsp")]
    [InlineData("ssp:2")]
    public async Task A_cancelled_job_can_keep_what_it_has(string policy)
    {
        using var cancel = new CancellationTokenSource();
        var learner = new CountingLearner(4, 2, 1000) { BeforeBlock = b => CancelAt(b, cancel) };
        TrainingResult result = await TrainingJob.RunAsync(learner, TestJobOptions.Settings(2, policy, o =>
        {
            o.CancellationToken = cancel.Token;
            o.OnCancel = CancelBehavior.ReturnModelSoFar;
        }));
        result.Report.StopReason.Should().Be(StopReason.Cancelled);
        result.Report.Epochs.Should().BeInRange(1, 999);
        result.Parameters.Values(result.Tables[0]).ToArray().Sum().Should().Be(result.Report.Job.BlocksCommitted, "what is in the parameters is what was committed");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task What_a_progress_handler_throws_ends_the_job_the_same_way_at_every_epoch(int epoch)
    {
        var progress = new Immediate<TrainingProgress>(p =>
        {
            if (p.Epoch == epoch)
                throw new InvalidOperationException("planted");
        });
        Func<Task> run = () => TrainingJob.RunAsync(new CountingLearner(4, 2, 3), TestJobOptions.Settings(2, "bsp", o => o.Progress = progress));
        (await run.Should().ThrowAsync<JobFailedException>()).WithMessage("*planted*").WithInnerException<InvalidOperationException>();
    }

    [Fact]
    public async Task Workers_do_not_need_the_threads_of_the_pool()
    {
        // Whoever calls may hold a thread of the pool, as Fit does; 16 workers that never wait must still go on side by side.
        var together = new CountdownEvent(16);
        var learner = new CountingLearner(16, 1, 1)
        {
            BeforeBlock = _ =>
            {
                together.Signal();
                together.Wait(Deadline.Hang).Should().BeTrue("all workers run at once");
            },
        };
        TrainingResult result = await TrainingJob.RunAsync(learner, TestJobOptions.Settings(16, "asp"));
        result.Report.Updates.Should().Be(16);
    }

    [Fact]
    public async Task A_job_that_is_cancelled_before_it_starts_does_nothing()
    {
        var learner = new CountingLearner(4, 2, 2) { BeforeBlock = _ => throw new InvalidOperationException("worked") };
        Func<Task> run = () => TrainingJob.RunAsync(learner, TestJobOptions.Settings(2, "bsp", o => o.CancellationToken = new(canceled: true)));
        await run.Should().ThrowAsync<OperationCanceledException>();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Early_stop_returns_the_best_epochs_parameters_under_bsp(int workers)
    {
        // The loss is best at the second epoch; after two more without a better one the job stops.
        double[] losses = [0.9, 0.5, 0.7, 0.6, 0.4, 0.3];
        var learner = new CountingLearner(6, 2, 6) { ValidationLoss = n => losses[n - 1] };
        TrainingResult result = await TrainingJob.RunAsync(learner, TestJobOptions.Settings(workers, "bsp", earlyStop: 2));

        result.Report.StopReason.Should().Be(StopReason.EarlyStop);
        result.Report.BestEpoch.Should().Be(2);
        result.Report.Losses.Select(l => l.Validation).Should().Equal(0.9, 0.5, 0.7, 0.6);
        result.Parameters.Values(result.Tables[0]).ToArray().Should().AllBeEquivalentTo(2f, "the best epoch is the second");
        result.Parameters.Values(result.Tables[1]).ToArray().Should().AllBeEquivalentTo(4f, "owned rows are of the same epoch");
    }

    [Fact]
    public async Task A_loss_that_keeps_falling_never_stops_the_job()
    {
        var learner = new CountingLearner(4, 2, 5) { ValidationLoss = n => 1.0 / n };
        TrainingResult result = await TrainingJob.RunAsync(learner, TestJobOptions.Settings(2, "bsp", earlyStop: 1));
        (result.Report.StopReason, result.Report.BestEpoch, result.Report.Epochs).Should().Be((StopReason.Completed, 5, 5));
    }

    [Fact]
    public async Task Early_stop_without_validation_data_is_refused()
    {
        Func<Task> run = () => TrainingJob.RunAsync(new CountingLearner(2, 1, 1), TestJobOptions.Settings(1, "bsp", earlyStop: 1));
        (await run.Should().ThrowAsync<ArgumentException>()).WithMessage("*validation data*");
    }

    private static void CancelAt(BlockId block, CancellationTokenSource cancel)
    {
        if (block is { Epoch: 3, Shard: 0, Index: 1 })
            cancel.Cancel();
    }

    private sealed class Immediate<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
