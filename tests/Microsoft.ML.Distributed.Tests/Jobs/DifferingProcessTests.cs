using ParameterStore;
using Redis.ParameterStore;
using Redis.ParameterStore.Tests;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>All processes of a job have one manifest. Who differs is refused, at once, and told in what.</summary>
[Collection(OneRedisCollection.Name)]
public sealed class DifferingProcessTests(OneRedis redis)
{
    private const string Refused = "Job '*', fit 0 is in use by processes that differ from this one: {0}. Give all processes the same program, options and data, or use another job id.";

    public static TheoryData<string, Action<MatrixFactorizationOptions>, string> Differences => new()
    {
        { "rank", o => o.Rank = 5, "rank is '4' there and '5' here" },
        { "epochs", o => o.Epochs = 5, "epochs is '4' there and '5' here" },
        { "clocks", o => o.ClocksPerEpoch = 6, "blocks an epoch is '3' there and '6' here" },
        { "seed", o => o.Seed = 2, "seed is '1' there and '2' here" },
        { "rate", o => o.LearningRate = 0.2f, "rate is '0.1' there and '0.2' here" },
        { "policy", o => o.Synchronization = SyncPolicy.Asynchronous, "synchronization is 'bsp' there and 'asp' here" },
        { "patience", o => (o.ValidationFraction, o.EarlyStopAfterEpochs) = (0.1f, 3), "*early stop is 'nothing' there and '3' here" },
        { "several", o => (o.Rank, o.Lambda) = (5, 0.1f), "rank is '4' there and '5' here; lambda is * there and * here" },
    };

    [RedisTheory]
    [MemberData(nameof(Differences))]
    public Task Another_option_is_named(string name, Action<MatrixFactorizationOptions> change, string difference) =>
        IsRefused(name, job => job.Process(change), PlantedRatings.View(), difference);

    [RedisFact]
    public Task Another_number_of_workers_is_named() => IsRefused(
        "workers", job => job.Process(workersTotal: 3), PlantedRatings.View(), "the workers of all processes together (WorkersTotal) are 2 there and 3 here");

    [RedisFact]
    public Task Fewer_data_are_named_with_their_numbers() => IsRefused(
        "fewer", job => job.Process(), PlantedRatings.View(count: 1190), "ratings is '1200' there and '1190' here; *");

    [RedisFact]
    public Task One_other_value_is_noticed_and_named()
    {
        RatingRow[] rows = PlantedRatings.Make();

        // The mean stays: two ratings change places.
        int other = Array.FindIndex(rows, r => r.Label != rows[0].Label);
        (rows[0], rows[other]) = (rows[0] with { Label = rows[other].Label }, rows[other] with { Label = rows[0].Label });
        return IsRefused("values", job => job.Process(), new RatingView(rows, PlantedRatings.Columns, PlantedRatings.Rows), "*the examples have other values*");
    }

    private async Task IsRefused(string name, Func<RedisJob, MatrixFactorizationOptions> differing, IDataView data, string difference)
    {
        var job = new RedisJob(redis.Server, name);
        using var cancel = new CancellationTokenSource();
        Task<float[]> first = RedisJob.Start(() => RedisJob.Fit(job.Process(o => o.CancellationToken = cancel.Token), PlantedRatings.View()));
        await job.EnteredAsync();
        Action second = () => RedisJob.Fit(differing(job), data);
        second.Should().Throw<JobMismatchException>().WithMessage(string.Format(System.Globalization.CultureInfo.InvariantCulture, Refused, difference));
        first.IsCompleted.Should().BeFalse("it waits for a process that does not differ");
        await cancel.CancelAsync();
        await first.Invoking(f => f).Should().ThrowAsync<OperationCanceledException>();
    }
}
