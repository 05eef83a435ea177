namespace Distributed.Learning.Tests;

/// <summary>The least value of an objective and where it is, in float64.</summary>
/// <param name="Weights">The bias is the last one.</param>
/// <param name="Value">P there.</param>
/// <param name="Error">What P is above its least value at most: proven by strong convexity or by a dual.</param>
internal sealed record Optimum(double[] Weights, double Value, double Error)
{
    /// <summary>P at some weights, the bias last, written anew for the references.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="objective">Loss and strengths; L1 is not looked at.</param>
    /// <param name="weights">Where.</param>
    /// <param name="biasCounts">Whether the bias is regularized like the weights.</param>
    internal static double ValueAt(DenseExamples examples, LinearObjective objective, double[] weights, bool biasCounts)
    {
        double sum = 0;
        for (int i = 0; i < examples.Count; i++)
            sum += examples.Weights[i] * ReferenceLoss.Of(objective, examples.Margin(i, weights), examples.Labels[i]).Value;
        for (int j = 0; j < weights.Length - (biasCounts ? 0 : 1); j++)
            sum += 0.5 * objective.L2 * weights[j] * weights[j];
        return sum;
    }
}
