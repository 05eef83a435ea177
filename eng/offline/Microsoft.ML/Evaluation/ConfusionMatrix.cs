using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>How often rows of each class were taken for each class.</summary>
public sealed class ConfusionMatrix
{
    private readonly string[] _names;

    internal ConfusionMatrix(string[] names, double[][] counts)
    {
        _names = names;
        Counts = counts;
        PerClassRecall = [.. counts.Select((row, i) => Ratio(row[i], row.Sum()))];
        PerClassPrecision = [.. counts.Select((row, i) => Ratio(row[i], counts.Sum(r => r[i])))];
    }

    public IReadOnlyList<double> PerClassPrecision { get; }

    public IReadOnlyList<double> PerClassRecall { get; }

    /// <summary>A row for every true class, a column for every predicted one.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Counts { get; }

    public int NumberOfClasses => Counts.Count;

    public string GetFormattedConfusionTable() => ConfusionTable.Format(this, _names);

    public double GetCountForClassPair(int predictedClassIndicatorIndex, int actualClassIndicatorIndex)
    {
        RequireClass(predictedClassIndicatorIndex, nameof(predictedClassIndicatorIndex));
        RequireClass(actualClassIndicatorIndex, nameof(actualClassIndicatorIndex));
        return Counts[actualClassIndicatorIndex][predictedClassIndicatorIndex];
    }

    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;

    private void RequireClass(int index, string name) => Check.Argument(
        index >= 0 && index < NumberOfClasses, name, "Invalid index. Should be non-negative, less than the number of classes.");
}
