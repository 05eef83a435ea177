using System.Collections.Concurrent;
using ParameterStore;

namespace Distributed.Learning.Tests;

public class JoinedTrainingTests
{
    [Theory]
    [InlineData("bsp")]
    [InlineData("ssp:1")]
    [InlineData("asp")]
    public async Task Two_processes_do_every_block_once_and_come_to_the_same_model_and_history(string policy)
    {
        var job = new JoinedPlacement(total: 3);
        TrainingResult[] results = await RunAsync(
            Run(job, new CountingLearner(6, 2, 4), 1, policy), Run(job, new CountingLearner(6, 2, 4), 2, policy));

        foreach (TrainingResult result in results)
        {
            result.Parameters.Values(result.Tables[0]).ToArray().Should().AllBeEquivalentTo(4f);
            result.Parameters.Values(result.Tables[1]).ToArray().Should().AllBeEquivalentTo(8f);
            result.Report.Losses.Select(l => l.Train).Should().Equal(1, 2, 3, 4);
            (result.Report.Workers, result.Report.Updates, result.Report.StopReason).Should().Be((3, 6 * 2 * 4, StopReason.Completed));
        }
    }

    [Fact]
    public async Task Every_process_reports_the_progress_of_all()
    {
        var job = new JoinedPlacement(total: 3);
        var seen = new ConcurrentQueue<(int Epoch, double Loss, int Rows)>();
        void Watch(TestJobOptions options) => options.Progress = new Immediate(p => seen.Enqueue((p.Epoch, p.TrainLoss, p.Workers.Count)));
        await RunAsync(Run(job, new CountingLearner(6, 2, 2), 1, "bsp", Watch), Run(job, new CountingLearner(6, 2, 2), 2, "bsp", Watch));

        seen.Should().BeEquivalentTo([(1, 1.0, 3), (1, 1.0, 3), (2, 2.0, 3), (2, 2.0, 3)]);
    }

    [Fact]
    public async Task One_process_measures_and_all_stop_early_with_its_best_parameters()
    {
        var job = new JoinedPlacement(total: 2);
        double[] losses = [0.9, 0.5, 0.7, 0.6, 0.4, 0.3];
        CountingLearner[] learners = [.. Enumerable.Range(0, 2).Select(_ => new CountingLearner(6, 2, 6) { ValidationLoss = n => losses[n - 1] })];
        TrainingResult[] results = await RunAsync([.. learners.Select(l => Run(job, l, 1, "bsp", earlyStop: 2))]);

        learners.Select(l => l.Measured).Should().BeEquivalentTo([4, 0]);
        foreach (TrainingResult result in results)
        {
            (result.Report.StopReason, result.Report.BestEpoch).Should().Be((StopReason.EarlyStop, 2));
            result.Report.Losses.Select(l => l.Validation).Should().Equal(0.9, 0.5, 0.7, 0.6);
            result.Parameters.Values(result.Tables[0]).ToArray().Should().AllBeEquivalentTo(2f, "the best epoch is the second");
            result.Parameters.Values(result.Tables[1]).ToArray().Should().AllBeEquivalentTo(4f, "owned rows are of the same epoch");
        }

        job.Posts.Select(p => p.Split('-')[0] + p.Split('-')[1]).Should().Equal(
            ["best1", "best1", "best2", "best2", "−best1", "−best1"], "what is not the best any more is freed, once the better one is there");
    }

    [Theory]
    [InlineData("bsp")]
    [InlineData("asp")]
    public async Task Workers_that_lose_their_seats_join_anew_and_every_block_is_done_once(string policy)
    {
        int losses = 0;
        var job = new JoinedPlacement(total: 3) { Loses = a => a.Clock % 2 == 1 && Interlocked.Increment(ref losses) <= 5 };
        TrainingResult[] results = await RunAsync(
            Run(job, new CountingLearner(6, 2, 4), 1, policy), Run(job, new CountingLearner(6, 2, 4), 2, policy));

        losses.Should().BeGreaterThanOrEqualTo(5);
        foreach (TrainingResult result in results)
        {
            result.Parameters.Values(result.Tables[0]).ToArray().Should().AllBeEquivalentTo(4f);
            result.Report.Job.BlocksCommitted.Should().Be(6 * 2 * 4);
        }
    }

    [Fact]
    public async Task A_worker_that_loses_its_seat_time_and_again_gives_up_and_says_so()
    {
        int losses = 0;
        var job = new JoinedPlacement(total: 1) { Loses = _ => ++losses > 0 };
        Func<Task> run = () => Run(job, new CountingLearner(2, 1, 1), 1, "asp").WaitAsync(Deadline.Hang);

        (await run.Should().ThrowAsync<JobFailedException>()).WithMessage($"*joined anew {WorkerLoop.RestartsMax} times*planted*").WithInnerException<SeatLostException>();
        losses.Should().Be(WorkerLoop.RestartsMax + 1);
    }

    [Fact]
    public async Task A_process_that_comes_after_the_end_gets_the_model_and_the_history()
    {
        var job = new JoinedPlacement(total: 1);
        TrainingResult first = await Run(job, new CountingLearner(2, 2, 3), 1, "ssp:1").WaitAsync(Deadline.Hang);
        var late = new CountingLearner(2, 2, 3) { BeforeBlock = _ => throw new InvalidOperationException("worked") };
        TrainingResult second = await Run(job, late, 2, "ssp:1").WaitAsync(Deadline.Hang);

        second.Report.Losses.Should().Equal(first.Report.Losses);
        second.Parameters.Hash().Should().Be(first.Parameters.Hash());
    }

    [Fact]
    public async Task Local_data_are_refused_where_a_learner_needs_all_of_it()
    {
        Func<Task> run = () => Run(new JoinedPlacement(total: 2), new CountingLearner(2, 1, 1), 1, "asp", o => o.DataPlacement = DataPlacement.Local);
        (await run.Should().ThrowAsync<ArgumentException>()).WithMessage("*Local*'counting' needs all examples*Shared*");

        await Run(new JoinedPlacement(total: 1), new CountingLearner(2, 1, 1), 1, "asp", o => o.DataPlacement = DataPlacement.Local).WaitAsync(Deadline.Hang);
    }

    private static Task<TrainingResult> Run(
        JoinedPlacement job, CountingLearner learner, int workers, string policy, Action<TestJobOptions>? change = null, int? earlyStop = null)
    {
        TrainingSettings settings = TestJobOptions.Settings(workers, policy, options =>
        {
            options.Placement = job;
            change?.Invoke(options);
        }, earlyStop);
        return Task.Run(() => TrainingJob.RunAsync(learner, settings));
    }

    private static Task<TrainingResult[]> RunAsync(params Task<TrainingResult>[] processes) => Task.WhenAll(processes).WaitAsync(Deadline.Hang);

    private sealed class Immediate(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
