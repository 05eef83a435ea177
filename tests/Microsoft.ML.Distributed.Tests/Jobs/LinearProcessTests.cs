using Distributed.Learning;
using ParameterStore;
using Redis.ParameterStore;
using Redis.ParameterStore.Tests;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>Linear trainers in jobs of several processes.</summary>
[Collection(OneRedisCollection.Name)]
public sealed class LinearProcessTests(OneRedis redis)
{
    public static TheoryData<string> Trainers => [.. LinearTrainers.All.Select(make => LinearTrainers.NameOf(make()))];

    [RedisTheory]
    [MemberData(nameof(Trainers))]
    public async Task Under_bsp_two_processes_are_one_with_two_workers(string trainer)
    {
        var job = new RedisJob(redis.Server, "linear" + trainer);
        Task<(float[] Model, TrainingReport)>[] processes =
            [.. Enumerable.Range(0, 2).Select(_ => RedisJob.Start(() => LinearTrainers.Fit(job.Join(Options(trainer)))))];
        LinearOptions alone = Options(trainer);
        alone.Workers = 2;
        float[] expected = LinearTrainers.Fit(alone).Model;
        expected.Should().Contain(w => w != 0);
        foreach (var process in processes)
            (await process).Model.Should().Equal(expected);
    }

    [RedisFact]
    public async Task Cross_validation_in_two_processes_equals_that_in_one_to_the_bit()
    {
        var job = new RedisJob(redis.Server, "linear-folds");
        Task<float[][]>[] processes = [.. Enumerable.Range(0, 2).Select(_ => RedisJob.Start(() => Folds(job.Join((SdcaRegressionOptions)Options("SdcaRegression")))))];
        LinearOptions alone = Options("SdcaRegression");
        alone.Workers = 2;
        float[][] expected = Folds(alone);
        expected.Should().HaveCount(3);
        expected[0].Should().NotEqual(expected[1]);
        foreach (Task<float[][]> process in processes)
            (await process).Should().BeEquivalentTo(expected, o => o.WithStrictOrdering());
    }

    public static TheoryData<string, string, Action<LinearOptions>, string> Differences => new()
    {
        { "l2", "LogisticRegression", o => o.L2 = 0.5f, "*'0.5' here*" },
        { "rate", "LinearSvm", o => ((LinearSvmOptions)o).LearningRate = 0.5f, "*'0.5' here*" },
        { "gap", "SdcaLogisticRegression", o => ((SdcaOptions)o).GapTarget = 0.5f, "*'0.5' here*" },
        { "l1", "Lasso", o => o.L1 = 0.5f, "*'0.5' here*" },
        { "epochs", "SdcaSvm", o => o.Epochs = 7, "*epochs is '4' there and '7' here*" },
    };

    [RedisTheory]
    [MemberData(nameof(Differences))]
    public async Task Another_option_is_refused_with_the_difference(string name, string trainer, Action<LinearOptions> change, string difference)
    {
        var job = new RedisJob(redis.Server, "linear-other-" + name);
        using var cancel = new CancellationTokenSource();
        LinearOptions one = job.Join(Options(trainer)), other = job.Join(Options(trainer));
        one.CancellationToken = cancel.Token;
        change(other);
        Task<(float[] Model, TrainingReport)> first = RedisJob.Start(() => LinearTrainers.Fit(one));
        await job.EnteredAsync();
        Action second = () => LinearTrainers.Fit(other);
        second.Should().Throw<JobMismatchException>().WithMessage(difference);
        await cancel.CancelAsync();
        await first.Invoking(f => f).Should().ThrowAsync<OperationCanceledException>();
    }

    [RedisFact]
    public async Task Other_data_are_refused()
    {
        var job = new RedisJob(redis.Server, "linear-other-data");
        using var cancel = new CancellationTokenSource();
        LinearOptions one = job.Join(Options("SdcaRegression")), other = job.Join(Options("SdcaRegression"));
        one.CancellationToken = cancel.Token;
        Task<(float[] Model, TrainingReport)> first = RedisJob.Start(() => LinearTrainers.Fit(one));
        await job.EnteredAsync();
        Action second = () => LinearTrainers.Fit(other, LinearTrainers.View(other, PlantedExamples.Make(seed: 2)));
        second.Should().Throw<JobMismatchException>().WithMessage("*the examples have other values*");
        await cancel.CancelAsync();
        await first.Invoking(f => f).Should().ThrowAsync<OperationCanceledException>();
    }

    [RedisTheory]
    [MemberData(nameof(Trainers))]
    public void Examples_that_lie_in_several_processes_are_refused_at_once_and_it_is_said_what_all_are_for(string trainer)
    {
        var job = new RedisJob(redis.Server, "linear-local" + trainer);
        LinearOptions options = job.Join(Options(trainer)), alone = Options(trainer), local = Options(trainer);
        options.DataPlacement = DataPlacement.Local;
        Action fit = () => LinearTrainers.Fit(options);
        fit.Should().Throw<ArgumentException>().WithMessage($"DataPlacement is Local, but Distributed{trainer} needs all examples in every process, where *; read all of them in each, and set DataPlacement to Shared.*")
            .WithParameterName("DataPlacement");

        local.DataPlacement = DataPlacement.Local;
        LinearTrainers.Fit(local).Model.Should().Equal(LinearTrainers.Fit(alone).Model, "one process has all of them anyway");
    }

    private static LinearOptions Options(string trainer)
    {
        LinearOptions options = LinearTrainers.Of(trainer);
        (options.Workers, options.Seed, options.Synchronization, options.Quiet, options.Epochs) = (1, 1, SyncPolicy.BulkSynchronous, true, 4);
        return options;
    }

    private static float[][] Folds(LinearOptions options)
    {
        var context = new MLContext();
        var folds = context.Regression.CrossValidate(LinearTrainers.View(options), LinearTrainers.Make(context, options), numberOfFolds: 3, seed: 1);
        return [.. folds.Select(f => LinearTrainers.WeightsOf(f.Model))];
    }
}
