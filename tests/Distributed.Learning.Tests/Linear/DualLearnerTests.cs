using ParameterStore;

namespace Distributed.Learning.Tests;

/// <summary>Dual ascent by one and several workers: certified, repeatable, and never going down.</summary>
public sealed class DualLearnerTests
{
    public static TheoryData<LinearLoss, bool, double, int> Tasks()
    {
        var tasks = new TheoryData<LinearLoss, bool, double, int>();
        foreach (LinearLoss loss in new[] { LinearLoss.Logistic, LinearLoss.Squared, LinearLoss.Huber, LinearLoss.Hinge, LinearLoss.SmoothedHinge })
            foreach (int workers in new[] { 1, 3 })
            {
                tasks.Add(loss, true, 0, workers);
                tasks.Add(loss, false, 0.01, workers);
            }

        return tasks;
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public async Task It_ends_with_a_certificate_that_the_wanted_gap_is_reached(LinearLoss loss, bool isSparse, double l1, int workers)
    {
        LinearResult result = await TrainAsync(Task(loss, isSparse, l1, workers, 400, gap: 1e-4));
        result.Report.StopReason.Should().Be(StopReason.TargetReached, $"the gap is {result.Report.Certificate!.RelativeGap}, its estimates were {string.Join(" ", result.Report.Losses.TakeLast(20).Select(l => l.Gap))}");
        GapCertificate certificate = result.Report.Certificate!;
        certificate.RelativeGap.Should().BeLessThanOrEqualTo(1e-4);
        certificate.Gap.Should().BeGreaterThanOrEqualTo(-1e-7 * certificate.Primal);
        result.Report.Losses.Should().OnlyContain(l => l.Gap >= 0);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public async Task With_one_seed_the_model_is_the_same_to_the_bit(int workers, bool averages)
    {
        LinearTask task = Task(LinearLoss.Logistic, isSparse: true, 0.001, workers, 5);
        task = task with { Method = (DualMethod)task.Method with { Averages = averages, RoundsPerEpoch = 2 } };
        LinearResult first = await TrainAsync(task), second = await TrainAsync(task);
        first.Weights.ToArray().Should().Equal(second.Weights.ToArray());
        first.Biases.ToArray().Should().Equal(second.Biases.ToArray());
    }

    [Theory]
    [InlineData(LinearLoss.Logistic)]
    [InlineData(LinearLoss.Hinge)]
    [InlineData(LinearLoss.Squared)]
    public async Task What_workers_add_never_lowers_the_dual(LinearLoss loss)
    {
        double[] duals = await DualsAsync(loss, workers: 4, averages: false);
        Falls(duals).Should().BeFalse(string.Join(" ", duals));
    }

    [Fact]
    public async Task Averages_never_lower_the_dual()
    {
        double[] duals = await DualsAsync(LinearLoss.Squared, workers: 4, averages: true);
        Falls(duals).Should().BeFalse(string.Join(" ", duals));
    }

    [Fact]
    public void Adding_without_reckoning_with_others_is_caught()
    {
        LinearTask task = Task(LinearLoss.Squared, isSparse: false, 0, 4, 1);
        var problem = new DualProblem(new(task.Examples, 4), 0.001, 0, HasBias: true);
        double[] duals = AddingRounds(problem, safety: 1);
        Falls(duals).Should().BeTrue(string.Join(" ", duals));
        Falls(AddingRounds(problem, safety: 4)).Should().BeFalse();
    }

    [Fact]
    public async Task The_shared_sums_are_those_of_the_duals()
    {
        LinearTask task = Task(LinearLoss.Logistic, isSparse: true, 0, 3, 20);
        var learner = (DualLearner<LogisticDualLoss>)DualLearners.Create(task, (DualMethod)task.Method);
        TrainingResult result = await TrainingJob.RunAsync(learner, Settings(3));
        var tables = new DualTables(result.Tables);
        double[] exact = DualSums.Of(learner.Problem, result.Parameters.Values(tables.Duals).ToArray(), DualTables.Rest + 1, DualTables.Alpha);
        float[] shared = result.Parameters.Values(tables.Sums).ToArray();
        for (int j = 0; j < exact.Length; j++)
            ((double)shared[j]).Should().BeApproximately(exact[j], 1e-5);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 3)]
    public async Task Of_little_regularization_the_model_is_the_epochs_mean_which_lies_lower_than_the_last_weights(int workers, int epochs)
    {
        (GapCertificate better, GapCertificate last, GapCertificate mean) = await BothModelsAsync(workers, epochs, l2TimesCount: 0.3);
        better.Should().Be(mean);
        better.Primal.Should().BeLessThan(last.Primal, "both have the best bias");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Of_much_regularization_the_model_is_the_last_one_which_the_mean_lags_behind(int workers)
    {
        (GapCertificate better, GapCertificate last, GapCertificate mean) = await BothModelsAsync(workers, epochs: 1, l2TimesCount: 100);
        better.Should().Be(last);
        better.Primal.Should().BeLessThan(mean.Primal);
    }

    /// <summary>What came out, and what the last duals and their means are worth each.</summary>
    private static async Task<(GapCertificate Better, GapCertificate Last, GapCertificate Mean)> BothModelsAsync(int workers, int epochs, double l2TimesCount)
    {
        LinearTask task = Task(LinearLoss.Logistic, isSparse: true, 0, workers, epochs);
        task = task with { Objective = task.Objective with { L2 = l2TimesCount / task.Examples.Count } };
        var learner = (DualLearner<LogisticDualLoss>)DualLearners.Create(task, (DualMethod)task.Method);
        TrainingResult result = await TrainingJob.RunAsync(learner, Settings(workers));
        float[] rows = result.Parameters.Values(new DualTables(result.Tables).Duals).ToArray();
        GapCertificate Of(int column)
        {
            float[] alike = [.. rows];
            for (int i = 0; i < alike.Length; i += DualTables.Rest + 1)
                alike[i + DualTables.Alpha] = alike[i + DualTables.Mean] = alike[i + column];
            return CertifiedModel.Of(learner.Loss, learner.Problem, alike, DualTables.Rest + 1).Certificate;
        }

        GapCertificate last = Of(DualTables.Alpha);
        return (learner.ResultOf(result).Report.Certificate!, last, last with { Primal = Of(DualTables.Mean).Primal });
    }

    [Fact]
    public async Task Squared_loss_comes_to_the_ridge_regression_of_the_normal_equations()
    {
        LinearTask task = Task(LinearLoss.Squared, isSparse: false, 0, 2, 500, gap: 1e-7);
        LinearResult result = await TrainAsync(task);
        double[] exact = NormalEquations.Ridge(task.Examples, task.Objective.L2);
        for (int j = 0; j < task.Examples.Features; j++)
            ((double)result.Weights.Span[j]).Should().BeApproximately(exact[j], 1e-3);
        ((double)result.Biases.Span[0]).Should().BeApproximately(exact[^1], 1e-3);
    }

    [Fact]
    public async Task A_start_near_the_optimum_saves_epochs()
    {
        LinearTask task = Task(LinearLoss.Logistic, isSparse: true, 0, 2, 400, gap: 1e-3);
        LinearResult cold = await TrainAsync(task);
        LinearResult warm = await TrainAsync(task with { Start = new(cold.Weights, cold.Biases) });
        warm.Report.Epochs.Should().BeLessThan(cold.Report.Epochs);
        warm.Report.Certificate!.RelativeGap.Should().BeLessThanOrEqualTo(1e-3);
    }

    [Fact]
    public async Task Data_that_can_be_parted_end_by_the_gap_though_no_loss_is_left()
    {
        LinearTask task = Task(LinearLoss.Hinge, isSparse: false, 0, 2, 300, gap: 1e-3) with { Examples = Parted() };
        LinearResult result = await TrainAsync(task);
        result.Report.StopReason.Should().Be(StopReason.TargetReached, $"the gap is {result.Report.Certificate!.RelativeGap}, its estimates were {string.Join(" ", result.Report.Losses.TakeLast(20).Select(l => l.Gap))}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Features_of_any_size_never_lower_the_dual(int workers)
    {
        var duals = new List<double>();
        for (int epochs = 1; epochs <= 6; epochs++)
        {
            LinearTask task = Task(LinearLoss.Logistic, isSparse: false, 0, workers, epochs, shrinks: false) with { Examples = Years() };
            duals.Add((await TrainAsync(task)).Report.Certificate!.Dual);
        }

        duals[0].Should().BeGreaterThanOrEqualTo(-1e-7, "no dual is worse than that of zeros");
        Falls([.. duals]).Should().BeFalse(string.Join(" ", duals));
    }

    [Fact]
    public async Task Many_examples_that_pull_one_way_leave_the_sums_with_the_duals()
    {
        var builder = new LinearExamplesBuilder(1, hasWeights: false);
        builder.StartBatch(0);
        for (int i = 0; i < 400_000; i++)
            builder.TryAdd(1 + (0.1f * (i % 7)), 1, [], [1]);
        LinearTask task = Task(LinearLoss.Squared, isSparse: false, 0, 1, 12, gap: 1e-7) with { Examples = LinearExamplesBuilder.Build([builder]) };
        task = task with { Objective = task.Objective with { L2 = 0.1 } };
        LinearResult result = await TrainAsync(task);
        result.Report.StopReason.Should().Be(StopReason.TargetReached, $"the gap is {result.Report.Certificate!.RelativeGap}");
    }

    [Fact]
    public void Losses_without_a_dual_and_objectives_without_a_squared_term_are_refused()
    {
        LinearTask task = Task(LinearLoss.Logistic, isSparse: true, 0, 1, 1);
        FluentActions.Invoking(() => DualLearners.Create(task with { Objective = task.Objective with { L2 = 0 } }, new())).Should().Throw<ArgumentException>().WithMessage("*L2 is 0*");
        FluentActions.Invoking(() => DualLearners.Create(task with { Objective = task.Objective with { Loss = LinearLoss.Softmax } }, new())).Should().Throw<ArgumentException>().WithMessage("*Softmax*GradientMethod*");
        FluentActions.Invoking(() => DualLearners.Create(task, new() { GapTarget = 0 })).Should().Throw<ArgumentException>().WithMessage("*GapTarget is 0*");
        FluentActions.Invoking(() => DualLearners.Create(task, new() { RoundsPerEpoch = 0 })).Should().Throw<ArgumentException>().WithMessage("*RoundsPerEpoch is 0*");
    }

    private static LinearExamples Parted()
    {
        var random = new Random(2);
        var builder = new ExampleChunkBuilder(2, hasWeights: false);
        for (int i = 0; i < 300; i++)
        {
            float label = i % 2 == 0 ? 1 : -1;
            builder.Add(label, 1, [], [(label * 3) + (float)random.NextDouble(), (float)random.NextDouble()]);
        }

        return new([builder.Take()], [.. Enumerable.Range(0, 300)], 2);
    }

    /// <summary>A column far above its spread, and one of another size.</summary>
    private static LinearExamples Years()
    {
        var random = new Random(2);
        var builder = new ExampleChunkBuilder(2, hasWeights: false);
        for (int i = 0; i < 300; i++)
            builder.Add(random.Next(2) == 0 ? 1 : -1, 1, [], [2010 + random.Next(10), (float)random.NextDouble() * 1e4f]);
        return new([builder.Take()], [.. Enumerable.Range(0, 300)], 2);
    }

    private static LinearTask Task(LinearLoss loss, bool isSparse, double l1, int workers, int epochs, double gap = 1e-9, bool shrinks = true) => new()
    {
        Examples = PlantedExamples.Of(isSparse, isBinary: loss is not (LinearLoss.Squared or LinearLoss.Huber)),
        Objective = new() { Loss = loss, Width = 0.5, L1 = l1, L2 = 0.01 },
        Method = new DualMethod { Epochs = epochs, GapTarget = gap, Shrinks = shrinks },
        Workers = workers,
    };

    private static TrainingSettings Settings(int workers) => new() { Job = new TestJobOptions { Workers = workers, Synchronization = SyncPolicy.BulkSynchronous } };

    private static Task<LinearResult> TrainAsync(LinearTask task) => LinearModels.TrainAsync(task, Settings(task.Workers));

    private static async Task<double[]> DualsAsync(LinearLoss loss, int workers, bool averages)
    {
        var duals = new List<double>();
        for (int epochs = 1; epochs <= 8; epochs++)
        {
            LinearTask task = Task(loss, isSparse: false, 0, workers, epochs, shrinks: false);
            LinearResult result = await TrainAsync(task with { Method = (DualMethod)task.Method with { Averages = averages } });
            duals.Add(result.Report.Certificate!.Dual);
        }

        return [.. duals];
    }

    /// <summary>Rounds in which all workers start from the same sums and add what they did.</summary>
    private static double[] AddingRounds(DualProblem problem, double safety)
    {
        LinearShards examples = problem.Examples;
        float[] alphas = new float[examples.Count], sums = new float[problem.Sums];
        double scale = safety / (problem.Lambda * problem.TotalWeight);
        var duals = new List<double>();
        for (int round = 0; round < 8; round++)
        {
            float[] next = [.. sums];
            for (int shard = 0; shard < examples.Shards; shard++)
            {
                double[] local = [.. sums.Select(v => (double)v)];
                for (int i = examples.Firsts[shard]; i < examples.Firsts[shard + 1]; i++)
                {
                    FeatureRow row = examples.Row(i);
                    float best = (float)default(SquaredDualLoss).Best(alphas[i], problem.Margin(row, local), examples.Label(i), scale * problem.SquaredLength(row));
                    problem.Add(row, ((double)best - alphas[i]) * scale, local);
                    alphas[i] = best;
                }

                for (int j = 0; j < next.Length; j++)
                    next[j] += (float)((local[j] - sums[j]) / safety);
            }

            sums = next;
            duals.Add(CertifiedModel.Of(default(SquaredDualLoss), problem, alphas.SelectMany(alpha => new[] { alpha, alpha }).ToArray(), DualTables.Rest).Certificate.Dual);
        }

        return [.. duals];
    }

    private static bool Falls(double[] duals) => duals.Zip(duals.Skip(1)).Any(pair => pair.Second < pair.First - (1e-7 * Math.Abs(pair.First)));
}
