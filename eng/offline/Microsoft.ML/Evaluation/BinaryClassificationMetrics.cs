namespace Microsoft.ML.Data;

/// <summary>How well a binary classification ranks rows and labels them.</summary>
public class BinaryClassificationMetrics
{
    internal BinaryClassificationMetrics(BinaryCounts counts, BinaryRanking ranking, ConfusionMatrix matrix)
    {
        AreaUnderRocCurve = ranking.AreaUnderRoc();
        Accuracy = counts.Accuracy;
        PositivePrecision = matrix.PerClassPrecision[0];
        PositiveRecall = matrix.PerClassRecall[0];
        NegativePrecision = matrix.PerClassPrecision[1];
        NegativeRecall = matrix.PerClassRecall[1];
        double sum = PositivePrecision + PositiveRecall;
        F1Score = sum == 0 ? 0 : 2 * PositivePrecision * PositiveRecall / sum;
        AreaUnderPrecisionRecallCurve = ranking.AreaUnderPrecisionRecall();
        ConfusionMatrix = matrix;
    }

    public double AreaUnderRocCurve { get; }

    public double Accuracy { get; }

    public double PositivePrecision { get; }

    public double PositiveRecall { get; }

    public double NegativePrecision { get; }

    public double NegativeRecall { get; }

    public double F1Score { get; }

    public double AreaUnderPrecisionRecallCurve { get; }

    public ConfusionMatrix ConfusionMatrix { get; }
}
