namespace Distributed.Learning;

/// <summary>
/// The model of the duals' means over the last epoch (Shalev-Shwartz, Zhang, "Stochastic dual coordinate ascent methods", JMLR 2013, procedure SDCA, averaging option),
/// with the bias that is best for its weights. The last weights swing with the last examples where λ C is small; their mean lies far lower.
/// </summary>
/// <param name="Weights">w, as the user gets them.</param>
/// <param name="Bias">The bias; 0 without one.</param>
/// <param name="Margins">x·w of every position, without the bias.</param>
/// <param name="Penalty">What P adds to the mean loss.</param>
internal sealed record DualModel(float[] Weights, float Bias, double[] Margins, double Penalty)
{
    /// <param name="loss">The loss.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="means">The sums of the duals' means.</param>
    internal static DualModel Of<TLoss>(TLoss loss, DualProblem problem, ReadOnlySpan<double> means)
        where TLoss : struct, IDualLoss<TLoss>
    {
        float[] weights = new float[problem.Features];
        double[] rounded = new double[weights.Length];
        for (int j = 0; j < weights.Length; j++)
            rounded[j] = weights[j] = (float)RowKernel.Beyond(means[j], problem.Threshold);
        double[] margins = problem.Margins(rounded);
        float bias = problem.HasBias ? (float)BestBias.Of(loss, problem, margins, means[problem.Features]) : 0;
        return new(weights, bias, margins, problem.Penalty(rounded, bias));
    }
}
