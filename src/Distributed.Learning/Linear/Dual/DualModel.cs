namespace Distributed.Learning;

/// <summary>
/// A model of duals, with the bias that is best for its weights: of the last duals, or of their means over the last epoch (Shalev-Shwartz, Zhang, "Stochastic
/// dual coordinate ascent methods", JMLR 2013, procedure SDCA, averaging option). Where λ C is small the last weights swing with the last examples, and their
/// mean lies far lower; where it is large the mean lags behind.
/// </summary>
/// <param name="Weights">w, as the user gets them.</param>
/// <param name="Bias">The bias; 0 without one.</param>
/// <param name="Margins">x·w of every position, without the bias.</param>
/// <param name="Penalty">What P adds to the mean loss.</param>
internal sealed record DualModel(float[] Weights, float Bias, double[] Margins, double Penalty)
{
    /// <param name="loss">The loss.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="last">The sums of the duals.</param>
    /// <param name="mean">Those of their means.</param>
    /// <returns>The one with the lower P of a sample; of equals that of the means.</returns>
    internal static DualModel BetterOf<TLoss>(TLoss loss, DualProblem problem, double[] last, double[] mean)
        where TLoss : struct, IDualLoss<TLoss> =>
        Of(loss, problem, SampledPrimal(loss, problem.Sample, last) < SampledPrimal(loss, problem.Sample, mean) ? last : mean);

    private static double SampledPrimal<TLoss>(TLoss loss, DualProblem sample, double[] sums)
        where TLoss : struct, IDualLoss<TLoss>
    {
        DualModel model = Of(loss, sample, sums);
        double sum = 0;
        for (int position = 0; position < model.Margins.Length; position++)
            sum += sample.Examples.Weight(position) * loss.Primal(model.Margins[position] + model.Bias, sample.Examples.Label(position));
        return (sum / sample.TotalWeight) + model.Penalty;
    }

    private static DualModel Of<TLoss>(TLoss loss, DualProblem problem, double[] sums)
        where TLoss : struct, IDualLoss<TLoss>
    {
        float[] weights = new float[problem.Features];
        double[] rounded = new double[weights.Length];
        for (int j = 0; j < weights.Length; j++)
            rounded[j] = weights[j] = (float)RowKernel.Beyond(sums[j], problem.Threshold);
        double[] margins = problem.Margins(rounded);
        float bias = problem.HasBias ? (float)BestBias.Of(loss, problem, margins, sums[problem.Features]) : 0;
        return new(weights, bias, margins, problem.Penalty(rounded, bias));
    }
}
