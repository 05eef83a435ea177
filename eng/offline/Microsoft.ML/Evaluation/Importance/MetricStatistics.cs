namespace Microsoft.ML.Data;

/// <summary>A measure over several repetitions.</summary>
public sealed class MetricStatistics
{
    private double _sum;
    private double _squares;

    internal MetricStatistics()
    {
    }

    public double Mean => _sum / Count;

    public double StandardDeviation => Count <= 1 ? 0 : Math.Sqrt((_squares - (Mean * _sum)) / (Count - 1));

    public double StandardError => Count <= 1 ? 0 : StandardDeviation / Math.Sqrt(Count);

    public int Count { get; private set; }

    internal void Add(double value)
    {
        Count++;
        _sum += value;
        _squares += value * value;
    }
}
