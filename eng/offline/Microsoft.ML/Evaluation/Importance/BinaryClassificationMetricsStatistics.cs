namespace Microsoft.ML.Data;

/// <summary>What changes in a binary classification's measures, over several repetitions.</summary>
public sealed class BinaryClassificationMetricsStatistics
{
    internal BinaryClassificationMetricsStatistics()
    {
    }

    public MetricStatistics AreaUnderRocCurve { get; } = new();

    public MetricStatistics Accuracy { get; } = new();

    public MetricStatistics PositivePrecision { get; } = new();

    public MetricStatistics PositiveRecall { get; } = new();

    public MetricStatistics NegativePrecision { get; } = new();

    public MetricStatistics NegativeRecall { get; } = new();

    public MetricStatistics F1Score { get; } = new();

    public MetricStatistics AreaUnderPrecisionRecallCurve { get; } = new();

    internal void Add(BinaryClassificationMetrics before, BinaryClassificationMetrics after)
    {
        AreaUnderRocCurve.Add(after.AreaUnderRocCurve - before.AreaUnderRocCurve);
        Accuracy.Add(after.Accuracy - before.Accuracy);
        PositivePrecision.Add(after.PositivePrecision - before.PositivePrecision);
        PositiveRecall.Add(after.PositiveRecall - before.PositiveRecall);
        NegativePrecision.Add(after.NegativePrecision - before.NegativePrecision);
        NegativeRecall.Add(after.NegativeRecall - before.NegativeRecall);
        F1Score.Add(after.F1Score - before.F1Score);
        AreaUnderPrecisionRecallCurve.Add(after.AreaUnderPrecisionRecallCurve - before.AreaUnderPrecisionRecallCurve);
    }
}
