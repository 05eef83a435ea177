namespace Microsoft.ML.Data;

/// <summary>How far the scores of a regression are from the labels.</summary>
public sealed class RegressionMetrics
{
    internal RegressionMetrics(double absolute, double squared, double rootOfSquared, double loss, double rSquared)
    {
        MeanAbsoluteError = absolute;
        MeanSquaredError = squared;
        RootMeanSquaredError = rootOfSquared;
        LossFunction = loss;
        RSquared = rSquared;
    }

    public double MeanAbsoluteError { get; }

    public double MeanSquaredError { get; }

    public double RootMeanSquaredError { get; }

    public double LossFunction { get; }

    public double RSquared { get; }
}
