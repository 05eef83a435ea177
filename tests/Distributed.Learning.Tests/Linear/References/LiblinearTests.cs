using Xunit.Abstractions;

namespace Distributed.Learning.Tests;

/// <summary>Our models, liblinear's and the references' are one.</summary>
public sealed class LiblinearTests(ITestOutputHelper output)
{
    [LiblinearTheory]
    [InlineData(LinearLoss.Logistic, Liblinear.Logistic, 1.0)]
    [InlineData(LinearLoss.Logistic, Liblinear.Logistic, 3.0)]
    [InlineData(LinearLoss.Hinge, Liblinear.Hinge, 1.0)]
    [InlineData(LinearLoss.Hinge, Liblinear.Hinge, 3.0)]
    [InlineData(LinearLoss.SmoothedHinge, Liblinear.SquaredHinge, 1.0)]
    [InlineData(LinearLoss.Squared, Liblinear.Squared, 1.0)]
    public async Task Liblinear_comes_to_the_same_model(LinearLoss loss, int solver, double positive)
    {
        // So wide that every margin is within, where the smoothed hinge is a squared one.
        const double Width = 50;
        double half = loss switch { LinearLoss.SmoothedHinge => 2 * Width, LinearLoss.Squared => 2, _ => 1 };
        double l2 = loss == LinearLoss.SmoothedHinge ? 0.03 / half : 0.03;
        LinearExamples plain = UnbalancedExamples.Of(loss != LinearLoss.Squared, isSparse: true, hasWeights: false);
        LinearExamples examples = loss == LinearLoss.Squared ? plain : plain.WithClassWeights(new(1, (float)positive));
        var objective = new LinearObjective { Loss = loss, L2 = l2, Width = Width };
        double[] theirs = Liblinear.Train(plain, solver, 1 / (half * l2 * examples.TotalWeight), loss == LinearLoss.Squared ? null : positive);

        Optimum optimum = Agreement.Reference(examples, objective);
        var task = new LinearTask { Examples = examples, Objective = objective, Method = new DualMethod { Epochs = 1_000, GapTarget = 1e-9 }, Workers = 1 };
        LinearResult ours = await LinearModels.TrainAsync(task, TestJobOptions.Settings(1, "bsp"));
        double[] own = [.. ours.Weights.ToArray().Select(w => (double)w), ours.Biases.Span[0]];
        output.WriteLine($"{loss}, weight {positive}: the least {optimum.Value:R}; liblinear's {Value(theirs):R}, ours {Value(own):R}; weights {Apart(theirs):e1} and {Apart(own):e1} apart from the reference's");
        Agreement.Fault(theirs, optimum, examples, objective).Should().BeNull();
        Agreement.Fault(own, optimum, examples, objective).Should().BeNull();

        double Value(double[] weights) => Optimum.ValueAt(new(examples), objective, weights, biasCounts: true);
        double Apart(double[] weights) => Math.Sqrt(weights.Zip(optimum.Weights, (a, b) => (a - b) * (a - b)).Sum() / optimum.Weights.Sum(w => w * w));
    }
}
