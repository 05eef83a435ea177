using Distributed.Learning;
using Redis.ParameterStore.Tests;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>What a job comes to follows from what all its processes have in common, not from how many there are.</summary>
[Collection(OneRedisCollection.Name)]
public sealed class EqualProcessTests(OneRedis redis)
{
    [RedisTheory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 1, 1)]
    public async Task Under_bsp_processes_with_some_workers_each_are_one_process_with_all_of_them(params int[] workers)
    {
        var job = new RedisJob(redis.Server, "split" + string.Concat(workers));
        IDataView data = PlantedRatings.View(count: 9000);
        Task<float[]>[] processes = [.. workers.Select(w => RedisJob.Start(() => RedisJob.Fit(job.Process(o => o.Workers = w, workers.Sum()), data)))];
        MatrixFactorizationOptions alone = RedisJob.Options();
        alone.Workers = workers.Sum();
        float[] expected = RedisJob.Fit(alone, data);
        foreach (Task<float[]> process in processes)
            (await process).Should().Equal(expected);
    }

    [RedisFact]
    public async Task Under_bsp_one_class_factors_and_early_stops_are_those_of_one_process_too()
    {
        var job = new RedisJob(redis.Server, "variants");
        Action<MatrixFactorizationOptions>[] variants =
        [
            o => (o.Loss, o.Biases) = (MatrixFactorizationLoss.OneClass, false),
            o => (o.ValidationFraction, o.EarlyStopAfterEpochs, o.Epochs, o.LearningRate) = (0.2f, 2, 40, 0.3f),
        ];
        foreach ((Action<MatrixFactorizationOptions> variant, int i) in variants.Select((v, i) => (v, i)))
        {
            Task<float[]>[] processes = [.. Enumerable.Range(0, 2).Select(_ => RedisJob.Start(() => RedisJob.Fit(
                job.Process(o => { variant(o); o.JobId += i; }), PlantedRatings.View())))];
            MatrixFactorizationOptions alone = RedisJob.Options();
            variant(alone);
            alone.Workers = 2;
            float[] expected = RedisJob.Fit(alone, PlantedRatings.View());
            foreach (Task<float[]> process in processes)
                (await process).Should().Equal(expected);
        }
    }

    [RedisFact]
    public async Task Without_a_seed_processes_have_one_all_the_same_and_jobs_of_other_names_another()
    {
        float[][] models = new float[2][];
        for (int i = 0; i < models.Length; i++)
        {
            var job = new RedisJob(redis.Server, $"seedless{i}");
            Task<float[]>[] processes = [.. Enumerable.Range(0, 2).Select(_ => RedisJob.Start(() => RedisJob.Fit(job.Process(o => o.Seed = null), PlantedRatings.View())))];
            models[i] = await processes[0];
            models[i].Should().Equal(await processes[1]);
        }

        models[0].Should().NotEqual(models[1]);
    }

    [RedisFact]
    public async Task A_fit_inside_a_pipeline_hands_out_its_report()
    {
        var job = new RedisJob(redis.Server, "report");
        TrainingReport? report = null;
        Task<float[]> other = RedisJob.Start(() => RedisJob.Fit(job.Process(), PlantedRatings.View()));
        RedisJob.Fit(job.Process(o => o.OnCompleted = r => report = r), PlantedRatings.View());
        await other;
        report!.Workers.Should().Be(2);
        report.Updates.Should().Be(4 * PlantedRatings.Count);
        report.BytesPushed.Should().BePositive();
        report.Job.Seats.Should().HaveCount(2);
    }
}
