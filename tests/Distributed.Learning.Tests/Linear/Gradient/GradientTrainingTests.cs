namespace Distributed.Learning.Tests;

public sealed class GradientTrainingTests
{
    public static TheoryData<GradientOptimizer, int, double, double> References => new()
    {
        { GradientOptimizer.AdaGrad, 37, 0, 0 },
        { GradientOptimizer.AdaGrad, 37, 0.02, 0.01 },
        { GradientOptimizer.FtrlProximal, 37, 0, 0 },
        { GradientOptimizer.FtrlProximal, 37, 0.01, 0.02 },
        { GradientOptimizer.Adam, 37, 0, 0.01 },
        { GradientOptimizer.Momentum, 37, 0, 0.01 },
        { GradientOptimizer.AdaGrad, 5, 0, 0 },
        { GradientOptimizer.FtrlProximal, 5, 0.01, 0 },
    };

    [Theory]
    [MemberData(nameof(References))]
    public async Task One_worker_is_the_plain_loop_to_the_bit(GradientOptimizer optimizer, int used, double l1, double l2)
    {
        LinearTask task = Task(PlantedLinear.Examples(LinearLoss.Logistic, 700, 37, used, weights: true), new() { Loss = LinearLoss.Logistic, L1 = l1, L2 = l2 }, optimizer, epochs: 3);
        var plan = new GradientPlan(task, (GradientMethod)task.Method);
        (PlainStep fold, PlainStep biasFold) = optimizer switch
        {
            GradientOptimizer.AdaGrad => (l1 > 0 ? PlainSteps.CompositeAdaGrad(0.1f, (float)l1) : PlainSteps.AdaGrad(0.1f), PlainSteps.AdaGrad(0.1f)),
            GradientOptimizer.FtrlProximal => (PlainSteps.Ftrl(0.1f, plan.Beta, (float)l1, (float)l2), PlainSteps.Ftrl(0.1f, plan.BiasBeta, 0, 0)),
            GradientOptimizer.Adam => (PlainSteps.Adam(0.1f), PlainSteps.Adam(0.1f)),
            _ => (PlainSteps.Momentum(0.9f), PlainSteps.Momentum(0.9f)),
        };
        float[] plain = PlainLinear.Train(task, (GradientMethod)task.Method, fold, biasFold);
        LinearResult result = await Train(task);
        result.Weights.ToArray().Should().Equal(plain[..^1]);
        result.Biases.ToArray().Should().Equal(plain[^1]);
        plain.Should().Contain(w => w != 0);
    }

    [Theory]
    [InlineData(LinearLoss.Logistic, 20, 0.0)]
    [InlineData(LinearLoss.Logistic, 5, 0.01)]
    [InlineData(LinearLoss.Squared, 20, 0.01)]
    [InlineData(LinearLoss.Huber, 20, 0.0)]
    [InlineData(LinearLoss.SmoothedHinge, 20, 0.01)]
    [InlineData(LinearLoss.Softmax, 20, 0.01)]
    public async Task Every_loss_comes_to_its_optimum(LinearLoss loss, int used, double l2)
    {
        int classes = loss == LinearLoss.Softmax ? 3 : 1;
        LinearExamples examples = PlantedLinear.Examples(loss, 800, 20, used, classes: classes, weights: true);
        var objective = new LinearObjective { Loss = loss, L2 = l2, Classes = classes, Width = 0.5 };
        double best = PlantedLinear.Best(examples, objective, 300);
        foreach (GradientOptimizer optimizer in Enum.GetValues<GradientOptimizer>())
        {
            LinearResult result = await Train(Task(examples, objective, optimizer, epochs: 80, rate: optimizer == GradientOptimizer.Adam ? 0.01f : optimizer == GradientOptimizer.Momentum ? 0.05f : 0.3f));
            (PlantedLinear.Objective(examples, objective, result) - best).Should().BeInRange(-1e-6, 0.01 * best, "{0}, {1}", loss, optimizer);
        }
    }

    [Theory]
    [InlineData(LinearLoss.Logistic, 1e-3f, 1)]
    [InlineData(LinearLoss.Logistic, 1e3f, 1)]
    [InlineData(LinearLoss.Squared, 1, 1e5f)]
    [InlineData(LinearLoss.Huber, 1e2f, 1e-4f)]
    public async Task Usual_rates_fit_values_and_labels_of_any_size(LinearLoss loss, float values, float labels)
    {
        LinearExamples plain = PlantedLinear.Examples(loss, 2_000, 10, 10);
        var builder = new LinearExamplesBuilder(10, hasWeights: false);
        builder.StartBatch(0);
        for (int i = 0; i < plain.Count; i++)
            builder.TryAdd(plain.Label(i) * labels, 1, [], [.. plain.Row(i).Values.ToArray().Select(v => v * values)]);
        LinearExamples scaled = LinearExamplesBuilder.Build(builder);
        var objective = new LinearObjective { Loss = loss, Width = 0.5 };
        double best = PlantedLinear.Best(plain, objective, 200), perLoss = loss == LinearLoss.Logistic ? 1 : (double)labels * labels;
        objective = objective with { Width = 0.5 * labels };
        foreach (GradientOptimizer optimizer in Enum.GetValues<GradientOptimizer>())
        {
            LinearTask task = Task(scaled, objective, optimizer, epochs: 20) with { Method = new GradientMethod { Optimizer = optimizer, Epochs = 20 } };
            (PlantedLinear.Objective(scaled, objective, await Train(task)) / perLoss).Should().BeInRange(best - 1e-6, best * 1.03, "{0}", optimizer);
        }
    }

    [Fact]
    public async Task The_hinge_comes_near_to_its_optimum_though_it_has_a_corner()
    {
        LinearExamples examples = PlantedLinear.Examples(LinearLoss.Hinge, 800, 20, 20);
        var objective = new LinearObjective { Loss = LinearLoss.Hinge, L2 = 0.01 };
        double best = PlantedLinear.Best(examples, objective with { Loss = LinearLoss.SmoothedHinge, Width = 1e-3 }, 600);
        LinearResult result = await Train(Task(examples, objective, GradientOptimizer.AdaGrad, epochs: 80));
        (PlantedLinear.Objective(examples, objective, result) - best).Should().BeInRange(-0.002 * best, 0.01 * best);
    }

    [Theory]
    [InlineData(GradientOptimizer.AdaGrad)]
    [InlineData(GradientOptimizer.FtrlProximal)]
    public async Task With_l1_it_comes_to_the_optimum_of_the_elastic_net_and_to_exact_zeros(GradientOptimizer optimizer)
    {
        LinearExamples examples = PlantedLinear.Examples(LinearLoss.Logistic, 1_000, 30, 30);
        var objective = new LinearObjective { Loss = LinearLoss.Logistic, L1 = 0.03, L2 = 0.01 };
        double best = PlantedLinear.Best(examples, objective, 400);
        LinearResult result = await Train(Task(examples, objective, optimizer, epochs: 80, rate: 0.3f));
        (PlantedLinear.Objective(examples, objective, result) - best).Should().BeInRange(-1e-6, 0.005 * best);
        result.Weights.ToArray().Count(w => w == 0).Should().BeInRange(3, 27);
    }

    [Theory]
    [InlineData(GradientOptimizer.AdaGrad, 400)]
    [InlineData(GradientOptimizer.FtrlProximal, 400)]
    [InlineData(GradientOptimizer.FtrlProximal, 40)]
    public async Task A_large_l1_leaves_zeros_only_and_the_bias_free(GradientOptimizer optimizer, int features)
    {
        LinearExamples examples = PlantedLinear.Examples(LinearLoss.Logistic, 600, features, 4);
        LinearResult result = await Train(Task(examples, new() { Loss = LinearLoss.Logistic, L1 = 10 }, optimizer, epochs: 30, batch: 8));
        result.Weights.ToArray().Should().OnlyContain(w => w == 0);
        double positive = Enumerable.Range(0, 600).Count(i => examples.Label(i) > 0) / 600.0;
        result.Biases.Span[0].Should().BeApproximately((float)Math.Log(positive / (1 - positive)), 0.03f);
    }

    [Theory]
    [InlineData(GradientOptimizer.AdaGrad, 0.0, 0.02)]
    [InlineData(GradientOptimizer.AdaGrad, 0.01, 0.0)]
    [InlineData(GradientOptimizer.FtrlProximal, 0.01, 0.02)]
    [InlineData(GradientOptimizer.Momentum, 0.0, 0.02)]
    public async Task Rare_features_bear_their_whole_penalty_though_few_pushes_name_them(GradientOptimizer optimizer, double l1, double l2)
    {
        LinearExamples examples = PlantedLinear.Examples(LinearLoss.Logistic, 2_000, 300, 3);
        var objective = new LinearObjective { Loss = LinearLoss.Logistic, L1 = l1 / 10, L2 = l2 / 10 };
        double best = PlantedLinear.Best(examples, objective, 500), without = PlantedLinear.Objective(examples, objective, await Train(Task(examples, objective with { L1 = 0, L2 = 0 }, optimizer, epochs: 60, rate: 0.3f, batch: 8)));
        LinearTask task = Task(examples, objective, optimizer, epochs: 60, rate: optimizer == GradientOptimizer.Momentum ? 0.1f : 0.3f, batch: 8);
        LinearResult result = await Train(task);
        double off = PlantedLinear.Objective(examples, objective, result) - best;
        off.Should().BeInRange(-1e-6, 0.02 * best);
        (without - best).Should().BeGreaterThan(2 * off, "else the penalty would be too small to tell");
        result.Report.BytesPushed.Should().BeLessThan(result.Report.Updates / 8 * 300 * sizeof(float) / 4, "pushes name their own features only");
    }

    [Fact]
    public async Task Several_workers_in_step_are_repeatable_to_the_bit_and_find_what_one_finds()
    {
        LinearExamples examples = PlantedLinear.Examples(LinearLoss.Logistic, 2_000, 20, 20), validation = PlantedLinear.Examples(LinearLoss.Logistic, 500, 20, 20);
        LinearTask task = Task(examples, new() { Loss = LinearLoss.Logistic }, GradientOptimizer.AdaGrad, epochs: 10) with { Validation = validation };
        double one = (await Train(task)).Report.Losses[^1].Validation;
        foreach (string policy in new[] { "bsp", "ssp:3", "asp", "kofn:2/3,cache" })
        {
            LinearResult a = await Train(task with { Workers = 3 }, policy), b = await Train(task with { Workers = 3 }, policy);
            a.Report.Losses[^1].Validation.Should().BeApproximately(one, 0.01, "{0}", policy);
            if (policy == "bsp")
                a.Weights.ToArray().Should().Equal(b.Weights.ToArray());
        }
    }

    [Fact]
    public async Task Losses_of_epochs_and_of_the_validation_part_are_means_over_weights()
    {
        LinearExamples examples = PlantedLinear.Examples(LinearLoss.Squared, 500, 6, 6, weights: true);
        var objective = new LinearObjective { Loss = LinearLoss.Squared };
        LinearTask task = Task(examples, objective, GradientOptimizer.AdaGrad, epochs: 2, rate: 1e-9f) with { Validation = examples };
        LinearResult result = await Train(task);
        double expected = PlantedLinear.Objective(examples, objective, result);
        result.Report.Losses.Should().OnlyContain(l => Math.Abs(l.Train - expected) < 1e-5 && Math.Abs(l.Validation - expected) < 1e-5);
        result.Report.Updates.Should().Be(1_000);
    }

    [Theory]
    [InlineData(GradientOptimizer.AdaGrad, 0.0)]
    [InlineData(GradientOptimizer.FtrlProximal, 0.001)]
    [InlineData(GradientOptimizer.Momentum, 0.0)]
    public async Task A_warm_start_goes_on_from_where_another_ended(GradientOptimizer optimizer, double l1)
    {
        LinearExamples examples = PlantedLinear.Examples(LinearLoss.Softmax, 900, 12, 12, classes: 3);
        var objective = new LinearObjective { Loss = LinearLoss.Softmax, Classes = 3, L1 = l1, L2 = 0.01 };
        LinearResult first = await Train(Task(examples, objective, optimizer, epochs: 40));
        LinearTask task = Task(examples, objective, optimizer, epochs: 1, rate: 1e-4f) with { Start = new(first.Weights, first.Biases) };
        LinearResult second = await Train(task);
        PlantedLinear.Objective(examples, objective, second).Should().BeApproximately(PlantedLinear.Objective(examples, objective, first), 2e-3);
        second.Weights.ToArray().Should().NotEqual(first.Weights.ToArray());
    }

    [Fact]
    public async Task Without_a_bias_there_is_none()
    {
        LinearExamples examples = PlantedLinear.Examples(LinearLoss.Logistic, 300, 5, 5);
        (await Train(Task(examples, new() { Loss = LinearLoss.Logistic, Bias = false }, GradientOptimizer.Adam, epochs: 2))).Biases.ToArray().Should().Equal(0);
    }

    [Fact]
    public async Task Without_a_bias_there_is_none_though_the_start_has_one()
    {
        LinearExamples examples = PlantedLinear.Examples(LinearLoss.Squared, 300, 5, 5);
        LinearTask task = Task(examples, new() { Loss = LinearLoss.Squared, Bias = false }, GradientOptimizer.AdaGrad, epochs: 2) with { Start = new(new float[5], new[] { 3f }) };
        (await Train(task)).Biases.ToArray().Should().Equal(0);
    }

    [Theory]
    [InlineData(GradientOptimizer.AdaGrad, true)]
    [InlineData(GradientOptimizer.FtrlProximal, true)]
    [InlineData(GradientOptimizer.Momentum, true)]
    [InlineData(GradientOptimizer.Adam, false)]
    public void Steps_shrink_in_the_second_half_but_not_those_of_adam(GradientOptimizer optimizer, bool shrinks)
    {
        LinearTask task = Task(PlantedLinear.Examples(LinearLoss.Logistic, 640, 5, 5), new() { Loss = LinearLoss.Logistic }, optimizer, epochs: 4);
        var plan = new GradientPlan(task, (GradientMethod)task.Method);
        plan.DecayAt(new(0, 1, plan.BlocksPerEpoch - 1)).Should().Be(1);
        plan.DecayAt(new(0, 3, 0)).Should().Be(shrinks ? 0.5f : 1);
    }

    [Fact]
    public void What_does_not_go_together_is_refused_and_said()
    {
        LinearExamples examples = PlantedLinear.Examples(LinearLoss.Logistic, 30, 5, 5);
        Refuses(new() { Loss = LinearLoss.Logistic, L1 = 0.1 }, new() { Optimizer = GradientOptimizer.Adam }, "*L1*Adam*FtrlProximal*");
        Refuses(new() { Loss = LinearLoss.Logistic, L1 = 0.1 }, new() { Optimizer = GradientOptimizer.Momentum }, "*L1*Momentum*");
        Refuses(new() { Loss = LinearLoss.Logistic }, new() { LearningRate = 0 }, "*LearningRate is 0*");
        Refuses(new() { Loss = LinearLoss.Logistic }, new() { LearningRate = float.NaN }, "*LearningRate*");
        Refuses(new() { Loss = LinearLoss.Logistic }, new() { BatchSize = 0 }, "*BatchSize is 0*");
        void Refuses(LinearObjective objective, GradientMethod method, string message) =>
            FluentActions.Invoking(() => GradientLearners.For(new() { Examples = examples, Objective = objective, Method = method, Workers = 1 }, method)).Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Fact]
    public void Options_and_hashes_tell_jobs_apart()
    {
        LinearExamples examples = PlantedLinear.Examples(LinearLoss.Logistic, 300, 5, 5);
        LinearTask task = Task(examples, new() { Loss = LinearLoss.Logistic }, GradientOptimizer.AdaGrad, epochs: 2);
        LinearTask[] others =
        [
            task, task with { Seed = 9 }, task with { Objective = task.Objective with { L2 = 1e-9 } }, task with { Method = (GradientMethod)task.Method with { LearningRate = 0.2f } },
            task with { Start = new(new float[5], new float[1]) }, task with { Workers = 2 }, task with { Method = (GradientMethod)task.Method with { BatchSize = 30 } },
        ];
        others.Select(t => GradientLearners.For(t, (GradientMethod)t.Method)).Select(l => l.Options + l.Tables[0]).Distinct().Should().HaveCount(others.Length);
        ILinearLearner learner = GradientLearners.For(task, (GradientMethod)task.Method);
        learner.Options.Should().StartWith(LinearText.Describe(task, "optimizer=AdaGrad"), "what all methods have is said by all");
        learner.HashData().Should().Be(GradientLearners.For(task, (GradientMethod)task.Method).HashData());
        learner.HashData().Should().NotBe(GradientLearners.For(task with { Validation = examples }, (GradientMethod)task.Method).HashData());
    }

    private static LinearTask Task(LinearExamples examples, LinearObjective objective, GradientOptimizer optimizer, int epochs, float rate = 0.1f, int batch = 32) => new()
    {
        Examples = examples,
        Objective = objective,
        Method = new GradientMethod { Optimizer = optimizer, LearningRate = rate, BatchSize = batch, Epochs = epochs },
        Seed = 3,
        Workers = 1,
    };

    private static Task<LinearResult> Train(LinearTask task, string policy = "bsp") => LinearModels.TrainAsync(task, TestJobOptions.Settings(task.Workers, policy));
}
