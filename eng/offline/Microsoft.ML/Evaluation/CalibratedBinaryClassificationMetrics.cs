namespace Microsoft.ML.Data;

/// <summary>The metrics of probabilities besides, in bits.</summary>
public sealed class CalibratedBinaryClassificationMetrics : BinaryClassificationMetrics
{
    internal CalibratedBinaryClassificationMetrics(BinaryCounts counts, BinaryRanking ranking, ConfusionMatrix matrix)
        : base(counts, ranking, matrix)
    {
        LogLoss = counts.LogLoss;
        LogLossReduction = counts.LogLossReduction;
        Entropy = counts.Entropy;
    }

    public double LogLoss { get; }

    public double LogLossReduction { get; }

    public double Entropy { get; }
}
