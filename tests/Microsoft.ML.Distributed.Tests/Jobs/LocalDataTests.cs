using Distributed.Learning;
using ParameterStore;
using Redis.ParameterStore.Tests;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>Processes that read only their own rows, over a real Redis.</summary>
[Collection(OneRedisCollection.Name)]
public sealed class LocalDataTests(OneRedis redis)
{
    [RedisTheory]
    [InlineData(2, "bsp")]
    [InlineData(3, "ssp:1")]
    public async Task Every_process_gets_one_complete_model_as_good_as_if_all_read_everything(int processes, string policy)
    {
        void Longer(MatrixFactorizationOptions o) => (o.Epochs, o.ValidationFraction, o.Synchronization) = (15, 0.2f, SyncPolicy.Parse(policy));
        var job = new RedisJob(redis.Server, $"local-{processes}");
        (float[] Factors, TrainingReport Report)[] models = await Task.WhenAll(
            Parts(processes).Select(part => RedisJob.Start(() => Fit(Local(job, processes, Longer), View(part)))));

        MatrixFactorizationOptions alone = RedisJob.Options();
        Longer(alone);
        alone.Workers = processes;
        (float[] shared, TrainingReport report) = Fit(alone, PlantedRatings.View());
        foreach ((float[] factors, TrainingReport mine) in models)
        {
            factors.Should().Equal(models[0].Factors);
            factors.Should().HaveCount(shared.Length);
            mine.Losses.Should().Equal(models[0].Report.Losses);
            mine.Losses[^1].Validation.Should().BeApproximately(report.Losses[^1].Validation, 0.05, "the same ratings are held out");
            (mine.Updates, mine.Workers).Should().Be((report.Updates, processes));
        }
    }

    [RedisFact]
    public async Task Processes_stop_early_together_with_the_best_model()
    {
        var job = new RedisJob(redis.Server, "local-early");
        void Early(MatrixFactorizationOptions o) => (o.Epochs, o.ValidationFraction, o.EarlyStopAfterEpochs) = (200, 0.3f, 2);
        (float[] Factors, TrainingReport Report)[] models = await Task.WhenAll(
            Parts(2).Select(part => RedisJob.Start(() => Fit(Local(job, 2, Early), View(part)))));
        models.Should().OnlyContain(m => m.Report.StopReason == StopReason.EarlyStop && m.Report.BestEpoch == models[0].Report.BestEpoch);
        models[1].Factors.Should().Equal(models[0].Factors);
    }

    [RedisFact]
    public async Task A_user_in_two_processes_is_named_in_both_and_who_corrects_that_goes_on_under_the_same_name()
    {
        var job = new RedisJob(redis.Server, "local-split");
        RatingRow[][] parts = Parts(2);
        RatingRow stray = parts[0][0];
        foreach (string message in await RefusedAsync(job, View(parts[0]), View([.. parts[1], stray])))
            message.Should().StartWith($"1 key of column 'Column' has rows in more than one process, for example key {stray.Column} in process 1 of 2 (");

        Task<(float[] Factors, TrainingReport)>[] corrected = [.. parts.Select(part => RedisJob.Start(() => Fit(Local(job, 2), View(part))))];
        (await corrected[0]).Factors.Should().Equal((await corrected[1]).Factors);
    }

    [RedisFact]
    public async Task Key_columns_of_two_maps_are_named_in_both()
    {
        RatingRow[][] parts = Parts(2);
        var other = new RatingView(parts[1], PlantedRatings.Columns, PlantedRatings.Rows + 1);
        foreach (string message in await RefusedAsync(new(redis.Server, "local-keys"), View(parts[0]), other))
            message.Should().StartWith("Column 'Row' has ").And.Contain("40").And.Contain("41").And.Contain("one map");
    }

    [RedisFact]
    public async Task A_process_that_leaves_fails_the_job_for_the_others_who_are_told_which_it_was()
    {
        var job = new RedisJob(redis.Server, "local-leaver");
        using var cancel = new CancellationTokenSource();
        RatingRow[][] parts = Parts(2);
        Task<(float[], TrainingReport)> stays = RedisJob.Start(() => Fit(Local(job, 2, o => o.Epochs = 100_000), View(parts[0])));
        Task<(float[], TrainingReport)> leaves = RedisJob.Start(() => Fit(
            Local(job, 2, o => (o.Epochs, o.CancellationToken, o.Progress) = (100_000, cancel.Token, new Canceller(cancel))), View(parts[1])));

        await leaves.Invoking(f => f).Should().ThrowAsync<OperationCanceledException>();
        (await stays.Invoking(f => f).Should().ThrowAsync<JobFailedException>())
            .WithMessage($"*{Environment.MachineName} process {Environment.ProcessId} (*, 1 workers left, and its examples are nowhere else*under another job id*");
    }

    [RedisFact]
    public void One_class_data_are_refused_at_once_and_one_process_reads_all_anyway()
    {
        var job = new RedisJob(redis.Server, "local-one-class");
        Action fit = () => Fit(Local(job, 2, o => (o.Loss, o.Biases) = (MatrixFactorizationLoss.OneClass, false)), PlantedRatings.View());
        fit.Should().Throw<ArgumentException>().WithMessage("Loss is OneClass, which solves*Shared*").WithParameterName("DataPlacement");

        MatrixFactorizationOptions alone = RedisJob.Options(), local = RedisJob.Options();
        local.DataPlacement = DataPlacement.Local;
        Fit(local, PlantedRatings.View()).Factors.Should().Equal(Fit(alone, PlantedRatings.View()).Factors);
    }

    private static MatrixFactorizationOptions Local(RedisJob job, int processes, Action<MatrixFactorizationOptions>? change = null) => job.Process(
        options =>
        {
            options.DataPlacement = DataPlacement.Local;
            change?.Invoke(options);
        },
        processes);

    private static RatingRow[][] Parts(int count) => [.. Enumerable.Range(0, count).Select(part => PlantedRatings.Make().Where(r => r.Column % count == part).ToArray())];

    private static RatingView View(RatingRow[] rows) => new(rows, PlantedRatings.Columns, PlantedRatings.Rows);

    private static (float[] Factors, TrainingReport Report) Fit(MatrixFactorizationOptions options, IDataView data)
    {
        var model = new MLContext().Distributed().MatrixFactorization(options).Fit(data, out TrainingReport report).Model;
        return ([.. model.LeftFactorMatrix, .. model.RightFactorMatrix], report);
    }

    private static async Task<string[]> RefusedAsync(RedisJob job, params IDataView[] parts)
    {
        Task[] processes = [.. parts.Select(part => (Task)RedisJob.Start(() => Fit(Local(job, parts.Length), part)))];
        var messages = new List<string>();
        foreach (Task process in processes)
            messages.Add((await process.Invoking(p => p).Should().ThrowAsync<ArgumentException>()).Which.Message);
        return [.. messages];
    }

    private sealed class Canceller(CancellationTokenSource cancel) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => cancel.Cancel();
    }
}
