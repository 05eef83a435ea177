namespace Distributed.Learning.Tests;

public sealed class FirstBiasesTests
{
    [Theory]
    [InlineData(LinearLoss.Squared, GradientOptimizer.AdaGrad)]
    [InlineData(LinearLoss.Squared, GradientOptimizer.FtrlProximal)]
    [InlineData(LinearLoss.Squared, GradientOptimizer.Adam)]
    [InlineData(LinearLoss.Squared, GradientOptimizer.Momentum)]
    [InlineData(LinearLoss.Huber, GradientOptimizer.AdaGrad)]
    [InlineData(LinearLoss.Huber, GradientOptimizer.FtrlProximal)]
    [InlineData(LinearLoss.Huber, GradientOptimizer.Adam)]
    [InlineData(LinearLoss.Huber, GradientOptimizer.Momentum)]
    public async Task Labels_far_from_zero_are_learned_as_well_as_those_around_it(LinearLoss loss, GradientOptimizer optimizer)
    {
        LinearExamples plain = PlantedLinear.Examples(loss, 2_000, 10, 10);
        var objective = new LinearObjective { Loss = loss, Width = 0.5 };
        double expected = await LossOf(plain, 0);
        foreach (float shift in new[] { 20f, 200f, -2_000f, 2_000f })
            (await LossOf(plain, shift)).Should().BeApproximately(expected, 0.01 * expected, "labels are shifted by {0}", shift);

        async Task<double> LossOf(LinearExamples examples, float shift)
        {
            LinearExamples shifted = Shifted(examples, shift);
            LinearTask task = TaskOf(shifted, objective, new() { Optimizer = optimizer, Epochs = 20 });
            return PlantedLinear.Objective(shifted, objective, await LinearModels.TrainAsync(task, TestJobOptions.Settings(1, "bsp")));
        }
    }

    [Theory]
    [InlineData(GradientOptimizer.AdaGrad, 20, 0.01)]
    [InlineData(GradientOptimizer.AdaGrad, 4, 0.02)]
    [InlineData(GradientOptimizer.FtrlProximal, 20, 0.01)]
    [InlineData(GradientOptimizer.FtrlProximal, 4, 0.02)]
    public async Task A_rare_class_is_learned_to_the_optimum_which_from_a_bias_of_0_it_is_not(GradientOptimizer optimizer, int used, double off)
    {
        LinearExamples examples = PlantedLinear.Examples(LinearLoss.Logistic, 4_000, 20, used, bias: -5.2);
        Enumerable.Range(0, examples.Count).Count(i => examples.Label(i) > 0).Should().BeInRange(80, 200, "about 3 in 100 are to be positive");
        var objective = new LinearObjective { Loss = LinearLoss.Logistic };
        LinearTask task = TaskOf(examples, objective, new() { Optimizer = optimizer, Epochs = 20 });
        double best = PlantedLinear.Best(examples, objective, 300);
        (await ReachedBy(task)).Should().BeInRange(best - 1e-6, (1 + off) * best);
        (await ReachedBy(task with { Start = new(new float[20], new float[1]) })).Should().BeGreaterThan((1 + (2 * off)) * best);

        async Task<double> ReachedBy(LinearTask of) => PlantedLinear.Objective(examples, objective, await LinearModels.TrainAsync(of, TestJobOptions.Settings(1, "bsp")));
    }

    [Fact]
    public void The_mean_and_the_median_are_of_weights()
    {
        LinearExamples examples = Examples((1, 1), (9, 1), (4, 5), (2, 1));
        FirstBiases.Mean(examples).Should().Be(4);
        FirstBiases.Median(examples).Should().Be(4);
        FirstBiases.Median(Examples((1, 1), (2, 1), (3, 1), (100, 4))).Should().Be(100);
        FirstBiases.Median(Examples((3, 1), (1, 1), (2, 1))).Should().Be(2);
        FirstBiases.Median(Examples((7, 2))).Should().Be(7);
    }

    [Fact]
    public void Log_odds_are_of_weights_and_0_of_one_class()
    {
        FirstBiases.LogOdds(Examples((1, 2), (-1, 3), (1, 4), (-1, 1))).Should().Be((float)Math.Log(1.5));
        FirstBiases.LogOdds(Examples((1, 2), (1, 3))).Should().Be(0);
        FirstBiases.LogOdds(Examples((-1, 2))).Should().Be(0);
        LinearTask task = TaskOf(Examples((1, 1), (-1, 3)), new() { Loss = LinearLoss.Logistic }, new());
        First(task).Should().Be((float)Math.Log(1 / 3.0));
        First(task with { Start = new(new float[1], new[] { 5f }) }).Should().Be(5);
    }

    [Theory]
    [InlineData(LinearLoss.Squared, 3f)]
    [InlineData(LinearLoss.Huber, 2f)]
    [InlineData(LinearLoss.Logistic, 0f)]
    public void Losses_of_numbers_start_at_the_labels_unless_a_start_is_given_or_there_is_no_bias(LinearLoss loss, float expected)
    {
        LinearTask task = TaskOf(Examples((1, 1), (2, 1), (6, 1)), new() { Loss = loss }, new());
        First(task).Should().Be(expected);
        First(task with { Start = new(new float[1], new[] { 5f }) }).Should().Be(5);
        First(task with { Objective = task.Objective with { Bias = false } }).Should().Be(0);
    }

    [Fact]
    public void The_scale_of_data_does_not_depend_on_the_width_of_registers()
    {
        LinearExamples examples = PlantedLinear.Examples(LinearLoss.Squared, 500, 37, 37);
        double squares = 0;
        for (int i = 0; i < examples.Count; i++)
        {
            double ofExample = 0;
            foreach (float value in examples.Row(i).Values)
                ofExample += (double)value * value;
            squares += ofExample;
        }

        DataScale.Of(examples).SquaredLength.Should().Be(squares / examples.Count);
    }

    private static float First(LinearTask task)
    {
        float[] biases = new float[1];
        GradientLearners.For(task, (GradientMethod)task.Method).Tables[1].Initial.Fill(0, 1, biases);
        return biases[0];
    }

    private static LinearTask TaskOf(LinearExamples examples, LinearObjective objective, GradientMethod method) =>
        new() { Examples = examples, Objective = objective, Method = method, Seed = 3, Workers = 1 };

    private static LinearExamples Examples(params (float Label, float Weight)[] examples)
    {
        var builder = new LinearExamplesBuilder(1, hasWeights: true);
        builder.StartBatch(0);
        foreach ((float label, float weight) in examples)
            builder.TryAdd(label, weight, [], [1]).Should().BeTrue();
        return LinearExamplesBuilder.Build(builder);
    }

    private static LinearExamples Shifted(LinearExamples examples, float by)
    {
        var builder = new LinearExamplesBuilder(examples.Features, hasWeights: false);
        builder.StartBatch(0);
        for (int i = 0; i < examples.Count; i++)
            builder.TryAdd(examples.Label(i) + by, 1, [], examples.Row(i).Values).Should().BeTrue();
        return LinearExamplesBuilder.Build(builder);
    }
}
