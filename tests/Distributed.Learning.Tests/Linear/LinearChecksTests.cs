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
        LinearTask softmax = _task with { Objective = new() { Loss = LinearLoss.Softmax, Classes = 4 }, Start = new(new float[12], new float[4]), Validation = _task.Examples };
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

    private static void Refuses(LinearTask task, string message) =>
        FluentActions.Invoking(() => LinearChecks.Check(task)).Should().Throw<ArgumentException>().WithMessage(message);
}
