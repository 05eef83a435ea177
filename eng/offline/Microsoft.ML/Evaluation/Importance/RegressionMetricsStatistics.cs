namespace Microsoft.ML.Data;

/// <summary>What changes in a regression's measures, over several repetitions.</summary>
public sealed class RegressionMetricsStatistics
{
    internal RegressionMetricsStatistics()
    {
    }

    public MetricStatistics MeanAbsoluteError { get; } = new();

    public MetricStatistics MeanSquaredError { get; } = new();

    public MetricStatistics RootMeanSquaredError { get; } = new();

    public MetricStatistics LossFunction { get; } = new();

    public MetricStatistics RSquared { get; } = new();

    internal void Add(RegressionMetrics before, RegressionMetrics after)
    {
        MeanAbsoluteError.Add(after.MeanAbsoluteError - before.MeanAbsoluteError);
        MeanSquaredError.Add(after.MeanSquaredError - before.MeanSquaredError);
        RootMeanSquaredError.Add(after.RootMeanSquaredError - before.RootMeanSquaredError);
        LossFunction.Add(after.LossFunction - before.LossFunction);
        RSquared.Add(after.RSquared - before.RSquared);
    }
}
