using System.Globalization;

namespace Distributed.Learning.Tests;

/// <summary>Checks a model against a reference's optimum.</summary>
internal static class Agreement
{
    internal const double Tolerance = 1e-4;

    /// <summary>The optimum by the reference that suits the loss.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="objective">Without L1.</param>
    /// <param name="biasCounts">Whether the bias is regularized like the weights, as dual methods do.</param>
    internal static Optimum Reference(LinearExamples examples, LinearObjective objective, bool biasCounts = true)
    {
        Optimum optimum = objective.Loss == LinearLoss.Hinge ? HingeReference.Solve(examples, objective) : NewtonReference.Solve(examples, objective, biasCounts);
        optimum.Error.Should().BeInRange(-1e-14, 1e-10, "a reference proves itself");
        return optimum;
    }

    /// <summary>What differs by more than a ten-thousandth; null if nothing does.</summary>
    /// <param name="model">The model.</param>
    /// <param name="optimum">The reference's.</param>
    /// <param name="examples">What both learned from.</param>
    /// <param name="objective">What both minimized.</param>
    /// <param name="biasCounts">Whether the bias is regularized.</param>
    /// <param name="weightsToo">Whether weights are compared, by the length of their difference beside their own.</param>
    internal static string? Fault(LinearResult model, Optimum optimum, LinearExamples examples, LinearObjective objective, bool biasCounts = true, bool weightsToo = true)
    {
        double[] weights = [.. model.Weights.ToArray().Select(w => (double)w), model.Biases.Span[0]];
        return Fault(weights, optimum, examples, objective, biasCounts, weightsToo);
    }

    internal static string? Fault(double[] weights, Optimum optimum, LinearExamples examples, LinearObjective objective, bool biasCounts = true, bool weightsToo = true)
    {
        double value = Optimum.ValueAt(new(examples), objective, weights, biasCounts);
        double above = (value - optimum.Value) / optimum.Value;
        double apart = Math.Sqrt(weights.Zip(optimum.Weights, (a, b) => (a - b) * (a - b)).Sum() / optimum.Weights.Sum(w => w * w));
        if (!(Math.Abs(above) <= Tolerance))
            return string.Create(CultureInfo.InvariantCulture, $"the objective is {value}, the least is {optimum.Value}: {above:e1} of it off");
        return weightsToo && !(apart <= Tolerance) ? string.Create(CultureInfo.InvariantCulture, $"the weights are {apart:e1} of their length off") : null;
    }
}
