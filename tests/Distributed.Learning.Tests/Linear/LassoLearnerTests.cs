using System.Globalization;
using System.Text.RegularExpressions;
using ParameterStore;

namespace Distributed.Learning.Tests;

/// <summary>Coordinate descent by one and several workers on their own features: certified, repeatable, and sparse.</summary>
public sealed class LassoLearnerTests
{
    [Theory]
    [InlineData(1, true, 0, false)]
    [InlineData(3, true, 0, false)]
    [InlineData(3, false, 0, true)]
    [InlineData(3, true, 0.05, true)]
    [InlineData(1, true, 0, true)]
    public async Task It_ends_with_a_certificate_and_at_an_optimum(int workers, bool hasBias, double l2, bool hasWeights)
    {
        LinearTask task = Task(workers, hasBias, 0.05, l2, hasWeights, gap: 1e-6);
        LinearResult result = await TrainAsync(task);
        result.Report.StopReason.Should().Be(StopReason.TargetReached);
        result.Report.Certificate!.RelativeGap.Should().BeInRange(-1e-7, 1e-6);
        double[] slopes = Slopes(task, result);
        for (int j = 0; j < slopes.Length; j++)
        {
            float weight = result.Weights.Span[j];
            double pull = slopes[j] - (l2 * weight);
            if (weight == 0)
                Math.Abs(pull).Should().BeLessThan(0.05 + 1e-3);
            else
                pull.Should().BeApproximately(Math.Sign(weight) * 0.05, 1e-3);
        }

        if (hasBias)
            slopes.Length.Should().Be(task.Examples.Features);
    }

    [Fact]
    public async Task With_a_large_threshold_all_weights_are_zero_and_the_bias_is_the_mean()
    {
        LinearTask task = Task(2, hasBias: true, l1: 100, 0, hasWeights: false, gap: 1e-6);
        LinearResult result = await TrainAsync(task);
        result.Weights.ToArray().Should().OnlyContain(w => w == 0);
        ((double)result.Biases.Span[0]).Should().BeApproximately(Enumerable.Range(0, task.Examples.Count).Average(i => task.Examples.Label(i)), 1e-5);
        result.Report.Certificate!.RelativeGap.Should().BeInRange(-1e-7, 1e-6);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_threshold_from_which_on_no_weight_is_worth_its_penalty_is_named(bool hasBias)
    {
        LinearTask task = Task(2, hasBias, l1: 100, 0, hasWeights: true, gap: 1e-6);
        string warning = (await TrainAsync(task)).Report.Warnings.Should().ContainSingle().Subject;
        Match named = Regex.Match(warning, @"^All weights are 0: L1 is 100, and from ([0-9.]+) \(λ_max of these examples\) on no weight is worth its penalty");
        double largest = double.Parse(named.Groups[1].Value, CultureInfo.InvariantCulture);
        (await TrainAsync(Task(2, hasBias, largest * 1.01, 0, hasWeights: true, gap: 1e-6))).Report.Warnings.Should().ContainSingle().Which.Should().StartWith("All weights are 0");
        LinearResult below = await TrainAsync(Task(2, hasBias, largest * 0.98, 0, hasWeights: true, gap: 1e-6));
        below.Report.Warnings.Should().BeEmpty();
        below.Weights.ToArray().Count(w => w != 0).Should().Be(1);
    }

    [Fact]
    public async Task Labels_that_no_feature_goes_with_are_said_to_be_so()
    {
        var builder = new LinearExamplesBuilder(2, hasWeights: false);
        for (int i = 0; i < 20; i++)
            builder.TryAdd(i % 2, 1, [], [3, 0]);
        LinearTask task = Task(1, hasBias: true, 0.1, 0, hasWeights: false, gap: 1e-6) with { Examples = LinearExamplesBuilder.Build(builder) };
        (await TrainAsync(task)).Report.Warnings.Should().Equal("All weights are 0: over these examples no feature goes with the labels.");
    }

    [Fact]
    public async Task Under_one_seed_several_workers_come_to_the_same_bits()
    {
        LinearTask task = Task(3, hasBias: true, 0.01, 0, hasWeights: true, gap: 1e-12) with { Method = new LassoMethod { Epochs = 5, GapTarget = 1e-12, RoundsPerEpoch = 2 } };
        LinearResult first = await TrainAsync(task), second = await TrainAsync(task);
        first.Weights.ToArray().Should().Equal(second.Weights.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Examples_that_are_let_go_of_give_the_same_model_and_their_features_are_gone(bool isSparse)
    {
        LinearTask kept = Parted(), released = Parted();
        released = released with { Method = (LassoMethod)released.Method with { ReleasesExamples = true } };
        LinearResult expected = await TrainAsync(kept), result = await TrainAsync(released);
        result.Weights.ToArray().Should().Equal(expected.Weights.ToArray());
        result.Biases.ToArray().Should().Equal(expected.Biases.ToArray());
        result.Report.Losses.Should().Equal(expected.Report.Losses, (a, b) => a.Train == b.Train && a.Validation == b.Validation);
        FluentActions.Invoking(() => released.Examples.Row(0).Values.Length).Should().Throw<ArgumentOutOfRangeException>();
        released.Examples.Label(3).Should().Be(kept.Examples.Label(3));
        released.Examples.Bytes.Should().BeLessThan(kept.Examples.Bytes / 2);

        LinearTask Parted()
        {
            (LinearExamples examples, LinearExamples validation) = PlantedExamples.Of(isSparse, isBinary: false, count: 4_000, hasWeights: true).HoldOut(0.1, 3);
            return Task(2, hasBias: true, 0.05, 0, hasWeights: true, gap: 1e-6) with { Examples = examples, Validation = validation };
        }
    }

    [Fact]
    public void The_hash_of_examples_that_are_let_go_of_is_theirs()
    {
        LinearTask task = Task(2, hasBias: true, 0.05, 0, hasWeights: true, gap: 1e-6);
        ulong hash = new LassoLearner(task, (LassoMethod)task.Method).HashData();
        new LassoLearner(task, (LassoMethod)task.Method with { ReleasesExamples = true }).HashData().Should().Be(hash);
    }

    [Fact]
    public void Columns_hold_what_rows_held()
    {
        var random = new Random(4);
        var builder = new LinearExamplesBuilder(5, hasWeights: false);
        builder.StartBatch(0);
        float[][] rows = [.. Enumerable.Range(0, 9_000).Select(i => new[] { (float)random.NextDouble(), i % 2 == 0 ? 0 : i, i % 700 == 0 ? 2 : 0, 0, i % 3 == 0 ? -i : 0 })];
        foreach (float[] row in rows)
            builder.TryAdd(1, 1, [], row).Should().BeTrue();
        var columns = new FeatureColumns(LinearExamplesBuilder.Build(builder), 2, centers: false, releases: true);
        double[] probe = [.. rows.Select(_ => random.NextDouble())];
        for (int j = 0; j < 5; j++)
            columns.Dot(j, probe).Should().BeApproximately(rows.Select((row, i) => row[j] * probe[i]).Sum(), 1);
    }

    [Fact]
    public void Equal_columns_that_do_not_reckon_with_one_another_are_caught()
    {
        Rises(Objectives(safety: 3)).Should().BeFalse();
        Rises(Objectives(safety: 1)).Should().BeTrue();
    }

    [Fact]
    public async Task A_start_at_the_optimum_needs_one_epoch()
    {
        LinearTask task = Task(2, hasBias: true, 0.02, 0, hasWeights: false, gap: 1e-4);
        LinearResult cold = await TrainAsync(task);
        LinearResult warm = await TrainAsync(task with { Start = new(cold.Weights, cold.Biases) });
        warm.Report.Epochs.Should().BeLessThanOrEqualTo(2).And.BeLessThan(cold.Report.Epochs);
    }

    [Theory]
    [InlineData(2000, 0)]
    [InlineData(0, 1e5)]
    [InlineData(20_000, 1e4)]
    public async Task Means_far_above_the_spread_do_no_harm(float featureMean, float labelMean)
    {
        LinearTask plain = Task(2, hasBias: true, 0.02, 0, hasWeights: true, gap: 1e-4) with { Examples = Shifted(0, 0) };
        LinearResult expected = await TrainAsync(plain), result = await TrainAsync(plain with { Examples = Shifted(featureMean, labelMean) });
        result.Report.StopReason.Should().Be(StopReason.TargetReached);
        for (int j = 0; j < 3; j++)
            ((double)result.Weights.Span[j]).Should().BeApproximately(expected.Weights.Span[j], 0.02);
    }

    [Fact]
    public async Task A_start_on_a_column_of_nothing_is_given_up()
    {
        var builder = new ExampleChunkBuilder(2, hasWeights: false);
        for (int i = 0; i < 60; i++)
            builder.Add(i % 5, 1, [], [i % 5, 0]);
        LinearTask task = Task(1, hasBias: true, 0.01, 0, hasWeights: false, gap: 1e-5) with { Examples = new([builder.Take()], [.. Enumerable.Range(0, 60)], 2), Start = new(new float[] { 0, 7 }, new float[1]) };
        LinearResult result = await TrainAsync(task);
        result.Weights.Span[1].Should().Be(0);
        result.Report.StopReason.Should().Be(StopReason.TargetReached);
    }

    [Fact]
    public void Every_shard_gets_a_feature()
    {
        FeatureColumns.Cut([1, 1000, 1, 1], 3).Should().Equal(0, 2, 3, 4);
        FeatureColumns.Cut([1000, 1, 1], 3).Should().Equal(0, 1, 2, 3);
        FeatureColumns.Cut([1, 1, 1000], 3).Should().Equal(0, 1, 2, 3);
        FeatureColumns.Cut([5, 5, 5, 5], 2).Should().Equal(0, 2, 4);
    }

    [Fact]
    public void What_is_no_lasso_is_refused()
    {
        LinearTask task = Task(1, true, 0.1, 0, false, 1e-3);
        FluentActions.Invoking(() => new LassoLearner(task with { Objective = task.Objective with { L1 = 0 } }, new())).Should().Throw<ArgumentException>().WithMessage("*L1 is 0*");
        FluentActions.Invoking(() => new LassoLearner(task with { Objective = task.Objective with { Loss = LinearLoss.Hinge } }, new())).Should().Throw<ArgumentException>().WithMessage("*Hinge*");
    }

    private static LinearExamples Shifted(float featureMean, float labelMean)
    {
        var random = new Random(9);
        var builder = new ExampleChunkBuilder(3, hasWeights: true);
        for (int i = 0; i < 1000; i++)
        {
            float a = (float)random.NextDouble() - 0.5f, b = (float)random.NextDouble() - 0.5f, c = (float)random.NextDouble() - 0.5f;
            builder.Add(labelMean + (3 * a) - b + (0.1f * c), 1 + (i % 2), [], [featureMean + a, featureMean + b, c]);
        }

        return new([builder.Take()], [.. Enumerable.Range(0, 1000)], 3);
    }

    private static LinearTask Task(int workers, bool hasBias, double l1, double l2, bool hasWeights, double gap) => new()
    {
        Examples = PlantedExamples.Of(isSparse: true, isBinary: false, hasWeights: hasWeights),
        Objective = new() { Loss = LinearLoss.Squared, L1 = l1, L2 = l2, Bias = hasBias },
        Method = new LassoMethod { Epochs = 1000, GapTarget = gap },
        Workers = workers,
    };

    private static Task<LinearResult> TrainAsync(LinearTask task) => LinearModels.TrainAsync(
        task, new() { Job = new TestJobOptions { Workers = task.Workers, Synchronization = SyncPolicy.BulkSynchronous } });

    /// <summary>−∂/∂w of the loss' mean at the model.</summary>
    private static double[] Slopes(LinearTask task, LinearResult result)
    {
        double[] slopes = new double[task.Examples.Features];
        for (int i = 0; i < task.Examples.Count; i++)
        {
            FeatureRow row = task.Examples.Row(i);
            double error = task.Examples.Label(i) - RowKernel.ExactDot(row, result.Weights.Span) - result.Biases.Span[0];
            RowKernel.AddScaled(row, error * task.Examples.Weight(i) / task.Examples.TotalWeight, slopes);
        }

        return slopes;
    }

    private static bool Rises(double[] objectives) => objectives.Zip(objectives.Skip(1)).Any(pair => pair.Second > pair.First * (1 + 1e-7));

    /// <summary>Objectives after rounds in which three workers with the same column each start from the same residuals.</summary>
    private static double[] Objectives(double safety)
    {
        var random = new Random(3);
        var builder = new ExampleChunkBuilder(3, hasWeights: false);
        for (int i = 0; i < 50; i++)
        {
            float x = (float)(random.NextDouble() - 0.5);
            builder.Add((2 * x) + (0.1f * (float)random.NextDouble()), 1, [], [x, x, x]);
        }

        var problem = new LassoProblem(new([builder.Take()], [.. Enumerable.Range(0, 50)], 3), 3, 1e-3, 0, hasBias: false);
        var pass = new LassoPass(problem, safety);
        float[] residuals = [.. problem.Labels], weights = new float[6];
        var objectives = new List<double>();
        for (int round = 0; round < 6; round++)
        {
            float[] next = [.. residuals];
            for (int shard = 0; shard < 3; shard++)
            {
                double[] local = [.. residuals.Select(r => (double)r)];
                double along = 0;
                var slopes = default(LassoSlopes);
                pass.Run([shard], new RowView(weights, 2), local, ref along, ref slopes);
                for (int i = 0; i < next.Length; i++)
                    next[i] += (float)((local[i] - residuals[i]) / safety);
            }

            residuals = next;
            objectives.Add(CertifiedLasso.Of(problem, [weights[0], weights[2], weights[4]]).Certificate.Primal);
        }

        return [.. objectives];
    }
}
