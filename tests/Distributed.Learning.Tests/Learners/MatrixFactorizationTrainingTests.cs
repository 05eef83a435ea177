using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ParameterStore;

namespace Distributed.Learning.Tests;

public class MatrixFactorizationTrainingTests
{
    private static readonly PlantedMatrix _planted = new(users: 400, items: 150, ratings: 20_000, rank: 4, seed: 1);
    private static readonly MatrixFactorizationSettings _settings = new() { Rank = 8, Epochs = 15, LearningRate = 0.1f, Regularization = 0.02f };

    [Fact]
    public async Task A_planted_matrix_is_found_down_to_its_noise()
    {
        MatrixFactorizationResult result = await Train(_settings, 1, "bsp");
        result.Report.Losses[^1].Validation.Should().BeLessThan(PlantedMatrix.Noise * 1.35);
        result.Report.Losses[^1].Validation.Should().BeLessThan(0.6 * result.Report.Losses[0].Validation, "factors must explain what biases cannot");
    }

    [Theory]
    [InlineData("bsp", 0.02)]
    [InlineData("ssp:3", 0.02)]
    [InlineData("asp", EveryPolicyTests.Unbounded)]
    [InlineData("essp:3", 0.02)]
    [InlineData("autostaleness", 0.02)]
    public async Task Several_workers_find_what_one_finds(string policy, double tolerance)
    {
        double one = (await Train(_settings, 1, "bsp")).Report.Losses[^1].Validation;
        foreach (int workers in new[] { 2, 4 })
            (await Train(_settings, workers, policy)).Report.Losses[^1].Validation.Should().BeApproximately(one, tolerance, "{0} workers, {1}", workers, policy);
    }

    [Theory]
    [InlineData("kofn:4/4")]
    [InlineData("kofn:3/4,cache")]
    [InlineData("kofn:2/4,cache,1,1,1,1,1")]
    [InlineData("kofn:0.75,drop")]
    [InlineData("kofn:3/4,abortlate")]
    public async Task K_of_n_finds_it_too_though_some_of_the_work_may_be_lost(string policy)
    {
        TrainingReport report = (await Train(_settings, 4, policy)).Report;
        report.Losses[^1].Validation.Should().BeLessThan(PlantedMatrix.Noise * 2);
        report.Losses.Select(l => l.Epoch).Should().Equal(Enumerable.Range(1, _settings.Epochs), "the history is complete");
        report.Losses.Should().OnlyContain(l => double.IsFinite(l.Train) && l.Train > 0);
        report.StopReason.Should().Be(StopReason.Completed);
        long blocks = report.Job.BlocksCommitted + report.Job.BlocksDiscarded + report.Job.BlocksSkipped;
        (blocks % _settings.Epochs).Should().Be(0, "every epoch has the same blocks, and each has an end");
        if (policy.Contains("4/4", StringComparison.Ordinal))
            report.Job.BlocksCommitted.Should().Be(blocks);
    }

    [Fact]
    public async Task The_report_says_what_is_doubtful_about_lag_weights()
    {
        (await Train(_settings with { Epochs = 1 }, 2, "kofn:1/40,cache,1,1")).Report.Warnings.Should().ContainSingle().Which.Should().StartWith("The lag weights of kofn:1/40,cache,1,1 are larger");
        (await Train(_settings with { Epochs = 1 }, 2, "ssp:3")).Report.Warnings.Should().BeEmpty();
    }

    [Theory]
    [InlineData("specsync:0.5/0")]
    [InlineData("specsync:0.5/0,ssp:1")]
    public async Task With_blocks_redone_the_loss_is_that_of_asynchronous_workers(string policy)
    {
        double asynchronous = (await Train(_settings, 4, "asp")).Report.Losses[^1].Validation;
        var learner = new LingeringLearner(new MatrixFactorizationLearner(_planted.Task(_settings, 4)));
        TrainingReport report = (await TrainingJob.RunAsync(learner, TestJobOptions.Settings(4, policy) with { Time = learner.Time })).Report;

        report.Job.Aborts.Should().BePositive();
        report.Losses[^1].Validation.Should().BeApproximately(asynchronous, 0.04);
        report.Updates.Should().Be((long)_settings.Epochs * _planted.Train.Length, "what was redone counts once");
    }

    [Theory]
    [InlineData(1, "ssp:3")]
    [InlineData(2, "bsp")]
    [InlineData(3, "bsp")]
    public async Task One_seed_gives_one_model_to_the_bit(int workers, string policy)
    {
        MatrixFactorizationResult first = await Train(_settings, workers, policy);
        for (int run = 0; run < 3; run++)
            Bits(await Train(_settings, workers, policy)).Should().Be(Bits(first));
        Bits(await Train(_settings, workers, policy, seed: 8)).Should().NotBe(Bits(first), "another seed is another model");
    }

    [Fact]
    public async Task A_warm_start_goes_on_where_the_model_was()
    {
        MatrixFactorizationResult first = await Train(_settings, 1, "bsp");
        MatrixFactorizationTask task = _planted.Task(_settings with { Epochs = 1, LearningRate = 1e-6f }, 1) with { Start = StartFrom(first) };
        MatrixFactorizationResult again = await MatrixFactorization.TrainAsync(task, TestJobOptions.Settings(1, "bsp"));
        again.Report.Losses[0].Validation.Should().BeApproximately(first.Report.Losses[^1].Validation, 1e-5);
    }

    [Fact]
    public async Task Factors_that_may_not_be_negative_are_not()
    {
        MatrixFactorizationResult result = await Train(_settings with { NonNegative = true, Biases = false }, 2, "ssp:1");
        for (int row = 0; row < result.Ratings.Users; row++)
            result.UserFactors(row).ContainsAnyExceptInRange(0, float.MaxValue).Should().BeFalse();
        result.Mean.Should().Be(0);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1e30f)]
    [InlineData(float.MaxValue)]
    public async Task A_large_regularization_leaves_no_factors(float regularization)
    {
        foreach (bool deterministic in (bool[])[false, true])
        {
            MatrixFactorizationSettings settings = _settings with { Regularization = regularization, Deterministic = deterministic };
            // what is left unexplained is the product of factors and the noise
            (await Train(settings, 1, "bsp")).Report.Losses[^1].Validation.Should().BeApproximately(Math.Sqrt(0.25 + (PlantedMatrix.Noise * PlantedMatrix.Noise)), 0.06);
            (await Train(settings with { NonNegative = true, Biases = false }, 1, "bsp")).Report.Losses[^1].Validation
                .Should().BeApproximately(RootMeanSquareAround(0), 0.01);
        }
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(1e30f)]
    [InlineData(float.MaxValue)]
    public async Task A_large_regularization_of_factors_and_biases_leaves_the_mean(float regularization)
    {
        MatrixFactorizationResult result = await Train(_settings with { Regularization = regularization, BiasRegularization = regularization }, 1, "bsp");
        result.Report.Losses[^1].Validation.Should().BeApproximately(RootMeanSquareAround(result.Mean), 0.01);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(3, 0.6)]
    [InlineData(30, 0.75)]
    [InlineData(100, 1.5)]
    public async Task Factors_that_may_not_be_negative_find_ratings_far_above_zero(float shift, double rmseMax) =>
        (await TrainNonNegative(r => r + shift)).Report.Losses[^1].Train.Should().BeLessThan(rmseMax);

    [Theory]
    [InlineData(0.01f)]
    [InlineData(100)]
    public async Task Factors_that_may_not_be_negative_find_the_same_in_every_unit(float unit)
    {
        double expected = unit * (await TrainNonNegative(r => r)).Report.Losses[^1].Train;
        (await TrainNonNegative(r => unit * r)).Report.Losses[^1].Train.Should().BeApproximately(expected, 0.01 * expected);
    }

    [Fact]
    public async Task Factors_that_may_not_be_negative_find_a_constant()
    {
        MatrixFactorizationResult result = await TrainNonNegative(_ => 100);
        result.Report.Losses[^1].Train.Should().BeLessThan(1);
        result.Report.Losses[0].Train.Should().BeLessThan(25, "the first products are about as large as the ratings");
    }

    [Fact]
    public async Task Repeated_ratings_of_a_pair_are_predicted_by_their_mean()
    {
        Rating[] ratings = [.. Enumerable.Range(0, 100_000).Select(i => new Rating(i % 50, i / 50 % 20, 1 + (i / 1_000 % 5)))];
        var means = new List<double>();
        for (ulong seed = 0; seed < 5; seed++)
        {
            MatrixFactorizationResult result = await Train(ratings, _settings with { Epochs = 1 }, 50, 20, seed);
            means.Add(ratings.Take(1_000).Average(pair => Score(result, pair)));
        }

        means.Should().OnlyContain(mean => Math.Abs(mean - 3) < 0.5);
        means.Average().Should().BeApproximately(3, 0.15);
    }

    private static Task<MatrixFactorizationResult> Train(Rating[] ratings, MatrixFactorizationSettings settings, int users, int items, ulong seed = 7) =>
        MatrixFactorization.TrainAsync(
            new()
            {
                Ratings = RatingShards.Build([ratings], FactorizationShape.For(ratings.Length, users, items, settings.Rank, 1, null, seed) with { Center = !settings.NonNegative }, threads: 1),
                Settings = settings,
                Seed = seed,
                Workers = 1,
            },
            TestJobOptions.Settings(1, "bsp"));

    private static double Score(MatrixFactorizationResult model, Rating rating)
    {
        int user = model.Ratings.UserRows[rating.User], item = model.Ratings.ItemRows[rating.Item];
        return model.Mean + model.UserBias(user) + model.ItemBias(item) + TensorPrimitives.Dot(model.UserFactors(user), model.ItemFactors(item));
    }

    private static Task<MatrixFactorizationResult> Train(MatrixFactorizationSettings settings, int workers, string policy, ulong seed = 7) =>
        MatrixFactorization.TrainAsync(_planted.Task(settings, workers, seed), TestJobOptions.Settings(workers, policy));

    private static Task<MatrixFactorizationResult> TrainNonNegative(Func<float, float> change) =>
        Train([.. _planted.Train.Select(r => r with { Value = change(r.Value) })], _settings with { NonNegative = true, Biases = false }, _planted.Users, _planted.Items);

    private static double RootMeanSquareAround(double mean) => Math.Sqrt(_planted.Test.Average(r => (r.Value - mean) * (r.Value - mean)));

    private static FactorStart StartFrom(MatrixFactorizationResult model)
    {
        int rank = model.Rank;
        float[] users = new float[_planted.Users * rank], items = new float[_planted.Items * rank];
        float[] userBiases = new float[_planted.Users], itemBiases = new float[_planted.Items];
        for (int row = 0; row < model.Ratings.Users; row++)
        {
            model.UserFactors(row).CopyTo(users.AsSpan(model.Ratings.UserIds[row] * rank));
            userBiases[model.Ratings.UserIds[row]] = model.UserBias(row);
        }

        for (int row = 0; row < model.Ratings.Items; row++)
        {
            model.ItemFactors(row).CopyTo(items.AsSpan(model.Ratings.ItemIds[row] * rank));
            itemBiases[model.Ratings.ItemIds[row]] = model.ItemBias(row);
        }

        return new(users, items, userBiases, itemBiases);
    }

    private static string Bits(MatrixFactorizationResult result)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int row = 0; row < result.Ratings.Users; row++)
            hash.AppendData(MemoryMarshal.AsBytes(result.UserFactors(row)));
        for (int row = 0; row < result.Ratings.Items; row++)
            hash.AppendData(MemoryMarshal.AsBytes(result.ItemFactors(row)));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
