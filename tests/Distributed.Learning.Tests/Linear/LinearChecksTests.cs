namespace Distributed.Learning.Tests;

public sealed class LinearChecksTests
{
    private static readonly LinearTask _task = new()
    {
        Examples = PlantedExamples.Of(isSparse: false, isBinary: true, count: 30, features: 3),
        Objective = new() { Loss = LinearLoss.Logistic, L2 = 0.1 },
        Method = new DualMethod(),
        Workers = 1,
    };

    public static TheoryData<LinearMethod> Methods => new(new DualMethod(), new GradientMethod(), new LassoMethod());

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Every_method_refuses_a_start_of_another_size(LinearMethod method)
    {
        LinearTask task = _task with { Method = method, Objective = new() { Loss = LinearLoss.Squared, L1 = method is LassoMethod ? 0.1 : 0, L2 = 0.1 }, Start = new(new float[2], new float[1]) };
        await FluentActions.Awaiting(() => LinearModels.TrainAsync(task, TestJobOptions.Settings(1, "bsp")))
            .Should().ThrowAsync<ArgumentException>().WithMessage("*Start has 2 weights; it needs 3*");
    }

    [Fact]
    public void What_fits_together_is_accepted()
    {
        LinearExamples classes = Labelled(0, 1, 2, 3);
        LinearTask softmax = _task with { Examples = classes, Objective = new() { Loss = LinearLoss.Softmax, Classes = 4 }, Start = new(new float[4], new float[4]), Validation = classes };
        foreach (LinearTask task in new[] { _task, softmax, _task with { Objective = _task.Objective with { Width = 0 } }, _task with { Validation = _task.Examples.HoldOut(0, 1).HeldOut } })
            FluentActions.Invoking(() => LinearChecks.Check(task)).Should().NotThrow();
    }

    [Fact]
    public void Data_and_starts_that_do_not_fit_are_refused()
    {
        Refuses(_task with { Examples = _task.Examples.HoldOut(0, 1).HeldOut }, "*no examples*");
        Refuses(_task with { Validation = PlantedExamples.Of(isSparse: false, isBinary: true, count: 30, features: 4) }, "*validation part has 4 features and the examples have 3*");
        Refuses(_task with { Start = new(new float[4], new float[1]) }, "*Start has 4 weights; it needs 3*");
        Refuses(_task with { Start = new(new float[3], new float[2]) }, "*Start has 2 biases; it needs 1*");
        Refuses(_task with { Start = new(new[] { 0, float.NaN, 0 }, new float[1]) }, "*weight 1*NaN*finite*");
        Refuses(_task with { Start = new(new float[3], new[] { float.PositiveInfinity }) }, "*bias 0*finite*");
        Refuses(_task with { Workers = 0 }, "*Workers is 0*");
        Refuses(_task with { Method = new GradientMethod { Epochs = 0 } }, "*Epochs is 0*");
    }

    [Fact]
    public void More_features_than_memory_holds_are_refused_with_what_to_do()
    {
        FluentActions.Invoking(() => LinearChecks.Check(_task, available: 1 << 20)).Should().NotThrow();
        FluentActions.Invoking(() => LinearChecks.Check(_task, available: 100)).Should().Throw<ArgumentException>()
            .WithMessage("An example has 3 features, of which training would keep about 1 MiB*may use 1 MiB; hash*");
    }

    [Fact]
    public void The_memory_of_features_grows_with_classes_and_workers_and_has_no_overflow()
    {
        LinearObjective plain = new() { Loss = LinearLoss.Logistic }, ofSeven = new() { Loss = LinearLoss.Softmax, Classes = 7 };
        long one = FeatureMemory.BytesOf(new GradientMethod(), plain, 1_000, workers: 1);
        FeatureMemory.BytesOf(new GradientMethod(), ofSeven, 1_000, workers: 1).Should().Be(7 * one);
        FeatureMemory.BytesOf(new GradientMethod(), plain, 1_000, workers: 8).Should().BeGreaterThan(3 * one);
        FeatureMemory.BytesOf(new GradientMethod(), plain with { L1 = 0.1 }, 1_000, workers: 1).Should().BeGreaterThan(one);
        FeatureMemory.BytesOf(new GradientMethod { Optimizer = GradientOptimizer.FtrlProximal }, plain with { L2 = 0.1 }, 1_000, workers: 1).Should().BeGreaterThan(one);
        FeatureMemory.BytesOf(new DualMethod(), ofSeven with { Classes = int.MaxValue }, int.MaxValue, int.MaxValue).Should().Be(long.MaxValue);
    }

    [Fact]
    public void Objectives_out_of_range_are_refused()
    {
        LinearObjective logistic = new() { Loss = LinearLoss.Logistic }, softmax = new() { Loss = LinearLoss.Softmax, Classes = 3 };
        Refuses(_task with { Objective = logistic with { L1 = -1 } }, "*L1 is -1*");
        Refuses(_task with { Objective = logistic with { L1 = double.NaN } }, "*L1 is NaN*");
        Refuses(_task with { Objective = logistic with { L2 = double.PositiveInfinity } }, "*L2 is*");
        Refuses(_task with { Objective = logistic with { Loss = (LinearLoss)99 } }, "*loss is 99*");
        Refuses(_task with { Objective = logistic with { Classes = 2 } }, "*Classes is 2*Softmax*");
        Refuses(_task with { Objective = softmax with { Classes = 1 } }, "*Classes is 1*at least 2*");
        Refuses(_task with { Objective = softmax with { Classes = int.MaxValue } }, "*parameters*at most*");
        foreach (LinearLoss loss in new[] { LinearLoss.Huber, LinearLoss.SmoothedHinge })
            foreach (double width in new[] { 0, -1, double.NaN, double.PositiveInfinity, 1e-60, 1e60 })
                Refuses(_task with { Objective = logistic with { Loss = loss, Width = width } }, "*Width is*above 0*");
    }

    [Theory]
    [InlineData(LinearLoss.Softmax, -1f, "Example 2 (from 0) has the label -1; the loss Softmax needs whole numbers from 0 to 2, a number for each of 3 classes.*")]
    [InlineData(LinearLoss.Softmax, 3f, "Example 2 (from 0) has the label 3;*")]
    [InlineData(LinearLoss.Softmax, 0.5f, "Example 2 (from 0) has the label 0.5;*")]
    [InlineData(LinearLoss.Softmax, float.NaN, "Example 2 (from 0) has the label NaN;*leave such examples out*")]
    [InlineData(LinearLoss.Softmax, float.PositiveInfinity, "Example 2 (from 0) has the label Infinity;*")]
    [InlineData(LinearLoss.Logistic, 0f, "Example 2 (from 0) has the label 0; the loss Logistic needs -1 and 1.*")]
    [InlineData(LinearLoss.Hinge, 2f, "Example 2 (from 0) has the label 2;*-1 and 1*")]
    [InlineData(LinearLoss.SmoothedHinge, float.NaN, "Example 2 (from 0) has the label NaN;*-1 and 1*")]
    [InlineData(LinearLoss.Squared, float.NaN, "Example 2 (from 0) has the label NaN; the loss Squared needs finite numbers.*")]
    [InlineData(LinearLoss.Huber, float.NegativeInfinity, "Example 2 (from 0) has the label -Infinity;*finite numbers*")]
    public void Labels_that_the_loss_does_not_know_are_refused_by_their_example(LinearLoss loss, float label, string message)
    {
        var objective = new LinearObjective { Loss = loss, Classes = loss == LinearLoss.Softmax ? 3 : 1 };
        LinearTask good = _task with { Examples = Labelled(1, 1), Objective = objective };
        FluentActions.Invoking(() => LinearChecks.Check(good)).Should().NotThrow();
        Refuses(good with { Examples = Labelled(1, 1, label, label) }, message);
        Refuses(good with { Validation = Labelled(1, 1, label) }, "Validation e" + message[1..]);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Weights_that_are_none_are_refused_by_their_example(float weight)
    {
        var builder = new LinearExamplesBuilder(1, hasWeights: true);
        foreach (float each in new[] { 1, weight })
            builder.TryAdd(1, each, [], [1]);
        Refuses(_task with { Examples = LinearExamplesBuilder.Build(builder) }, $"Example 1 (from 0) has the weight {weight}; weights must be finite and above 0*");
    }

    private static LinearExamples Labelled(params float[] labels)
    {
        var builder = new LinearExamplesBuilder(1, hasWeights: false);
        foreach (float label in labels)
            builder.TryAdd(label, 1, [], [1]).Should().BeTrue();
        return LinearExamplesBuilder.Build(builder);
    }

    private static void Refuses(LinearTask task, string message) =>
        FluentActions.Invoking(() => LinearChecks.Check(task)).Should().Throw<ArgumentException>().WithMessage(message);

    [Fact]
    public async Task Examples_whose_features_were_let_go_of_are_refused_by_the_next_training()
    {
        LinearExamples examples = PlantedExamples.Of(isSparse: true, isBinary: false);
        LinearTask lasso = new() { Examples = examples, Objective = new() { Loss = LinearLoss.Squared, L1 = 0.05 }, Method = new LassoMethod { ReleasesExamples = true }, Workers = 1 };
        await LinearModels.TrainAsync(lasso, TestJobOptions.Settings(1, "bsp"));
        (await FluentActions.Awaiting(() => LinearModels.TrainAsync(lasso, TestJobOptions.Settings(1, "bsp"))).Should().ThrowAsync<ArgumentException>())
            .WithMessage("The examples' features are gone: a lasso with ReleasesExamples let go of them*");
    }
}
