using Microsoft.ML.Trainers.Recommender;
using Redis.ParameterStore.Tests;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>One trainer that is fitted several times is one job with numbered fits.</summary>
[Collection(OneRedisCollection.Name)]
public sealed class NumberedFitTests(OneRedis redis)
{
    [RedisFact]
    public async Task Five_fold_cross_validation_in_two_processes_equals_that_in_one_to_the_bit()
    {
        var job = new RedisJob(redis.Server, "folds");
        Task<float[][]>[] processes = [.. Enumerable.Range(0, 2).Select(_ => RedisJob.Start(() => Folds(job.Process())))];
        MatrixFactorizationOptions alone = RedisJob.Options();
        alone.Workers = 2;
        float[][] expected = Folds(alone);
        expected.Should().HaveCount(5);
        expected[0].Should().NotEqual(expected[1]);
        foreach (Task<float[][]> process in processes)
            (await process).Should().BeEquivalentTo(expected, o => o.WithStrictOrdering());
    }

    [RedisFact]
    public async Task A_process_that_is_fitted_on_the_folds_in_another_order_is_refused_at_the_first()
    {
        var job = new RedisJob(redis.Server, "disordered");
        using var cancel = new CancellationTokenSource();
        Task<float[][]> first = RedisJob.Start(() => Folds(job.Process(o => o.CancellationToken = cancel.Token)));
        await job.EnteredAsync();
        Action second = () => Folds(job.Process(), seed: 2);
        second.Should().Throw<Redis.ParameterStore.JobMismatchException>().WithMessage("Job 'disordered', fit 0 is in use by processes that differ*");
        await cancel.CancelAsync();
        await first.Invoking(f => f).Should().ThrowAsync<OperationCanceledException>();
    }

    private static float[][] Folds(MatrixFactorizationOptions options, int seed = 1)
    {
        // Without a seed: what is random in the context must not matter.
        var context = new MLContext();
        DistributedMatrixFactorizationTrainer trainer = context.Distributed().MatrixFactorization(options);
        var folds = context.Recommendation().CrossValidate(PlantedRatings.View(), trainer, numberOfFolds: 5, labelColumnName: "Label", seed: seed);
        return [.. folds.Select(f => FactorsOf((MatrixFactorizationPredictionTransformer)f.Model))];
    }

    private static float[] FactorsOf(MatrixFactorizationPredictionTransformer model) =>
        [.. model.Model.LeftFactorMatrix, .. model.Model.RightFactorMatrix];
}
