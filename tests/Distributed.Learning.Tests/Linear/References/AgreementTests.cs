namespace Distributed.Learning.Tests;

/// <summary>Trained models are the optima that float64 references find, to a ten-thousandth of objective and weights.</summary>
public sealed class AgreementTests
{
    public static TheoryData<LinearLoss, bool, int> Duals()
    {
        var cases = new TheoryData<LinearLoss, bool, int>();
        foreach (LinearLoss loss in new[] { LinearLoss.Hinge, LinearLoss.SmoothedHinge, LinearLoss.Logistic, LinearLoss.Squared })
            foreach (bool isSparse in new[] { false, true })
                foreach (int workers in new[] { 1, 3 })
                    cases.Add(loss, isSparse, workers);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Duals))]
    public async Task Dual_ascent_comes_to_the_optimum(LinearLoss loss, bool isSparse, int workers)
    {
        LinearTask task = DualTask(loss, isSparse, workers);
        LinearResult result = await TrainAsync(task);
        Agreement.Fault(result, Agreement.Reference(task.Examples, task.Objective), task.Examples, task.Objective).Should().BeNull();
    }

    [Theory]
    [InlineData(LinearLoss.Logistic, GradientOptimizer.AdaGrad, 1)]
    [InlineData(LinearLoss.Logistic, GradientOptimizer.FtrlProximal, 1)]
    [InlineData(LinearLoss.Logistic, GradientOptimizer.Momentum, 1)]
    [InlineData(LinearLoss.Logistic, GradientOptimizer.AdaGrad, 3)]
    [InlineData(LinearLoss.Squared, GradientOptimizer.AdaGrad, 1)]
    [InlineData(LinearLoss.Squared, GradientOptimizer.FtrlProximal, 1)]
    [InlineData(LinearLoss.Squared, GradientOptimizer.Momentum, 1)]
    [InlineData(LinearLoss.Squared, GradientOptimizer.AdaGrad, 3)]
    public async Task Gradients_come_to_the_least_objective_their_bias_being_free(LinearLoss loss, GradientOptimizer optimizer, int workers)
    {
        LinearTask task = GradientTask(loss, optimizer, workers);
        LinearResult result = await TrainAsync(task);
        Optimum optimum = Agreement.Reference(task.Examples, task.Objective, biasCounts: false);
        Agreement.Fault(result, optimum, task.Examples, task.Objective, biasCounts: false, weightsToo: false).Should().BeNull();
    }

    [Theory]
    [InlineData(LinearLoss.Hinge)]
    [InlineData(LinearLoss.SmoothedHinge)]
    [InlineData(LinearLoss.Logistic)]
    [InlineData(LinearLoss.Squared)]
    public async Task Models_of_nearly_the_same_problem_are_caught(LinearLoss loss)
    {
        LinearTask task = DualTask(loss, isSparse: false, workers: 1);
        Optimum optimum = Agreement.Reference(task.Examples, task.Objective);
        LinearTask[] planted =
        [
            task with { Objective = task.Objective with { L2 = task.Objective.L2 * 1.02 } },
            task with { Objective = task.Objective with { Bias = false } },
            task with { Examples = UnbalancedExamples.Of(loss != LinearLoss.Squared, isSparse: false, hasWeights: false) },
            task with { Method = new DualMethod { Epochs = 2, GapTarget = 1e-12 } },
        ];
        foreach (LinearTask bug in planted)
            Agreement.Fault(await TrainAsync(bug), optimum, task.Examples, task.Objective).Should().NotBeNull();
    }

    [Fact]
    public void References_agree_where_their_problems_meet()
    {
        LinearExamples examples = UnbalancedExamples.Of(isBinary: true, isSparse: false);
        LinearObjective objective = Objective(LinearLoss.Hinge);
        Optimum hinge = Agreement.Reference(examples, objective);
        Optimum nearly = Agreement.Reference(examples, objective with { Loss = LinearLoss.SmoothedHinge, Width = 1e-4 });
        nearly.Value.Should().BeApproximately(hinge.Value, 1e-4).And.BeLessThan(hinge.Value, "a smoothed corner lies below");

        LinearExamples plain = UnbalancedExamples.Of(isBinary: false, isSparse: true, hasWeights: false);
        double[] direct = NormalEquations.Ridge(plain, 0.05), newton = Agreement.Reference(plain, Objective(LinearLoss.Squared)).Weights;
        for (int j = 0; j < direct.Length; j++)
            newton[j].Should().BeApproximately(direct[j], 1e-10);
    }

    private static LinearObjective Objective(LinearLoss loss) => new() { Loss = loss, Width = 0.5, L2 = 0.05 };

    private static LinearTask DualTask(LinearLoss loss, bool isSparse, int workers) => new()
    {
        Examples = UnbalancedExamples.Of(loss != LinearLoss.Squared, isSparse),
        Objective = Objective(loss),
        Method = new DualMethod { Epochs = 3_000, GapTarget = 1e-9 },
        Workers = workers,
    };

    private static LinearTask GradientTask(LinearLoss loss, GradientOptimizer optimizer, int workers) => new()
    {
        Examples = UnbalancedExamples.Of(loss != LinearLoss.Squared, isSparse: false),
        Objective = Objective(loss),
        Method = new GradientMethod { Epochs = 400, Optimizer = optimizer, BatchSize = 30, LearningRate = optimizer == GradientOptimizer.Momentum ? 0.02f : 0.2f },
        Workers = workers,
    };

    private static Task<LinearResult> TrainAsync(LinearTask task) => LinearModels.TrainAsync(task, TestJobOptions.Settings(task.Workers, "bsp"));
}
