namespace Microsoft.ML.Data;

/// <summary>How many rows of each class were taken for which, how high their own class' score ranked, and the loss in nats.</summary>
internal sealed class MulticlassCounts(int classes)
{
    // the real one's is a float, and so is the probability that it bounds
    private const float ProbabilityMin = 1e-15f;

    private readonly double[] _rows = new double[classes];
    private readonly double[] _losses = new double[classes];
    private readonly double[] _ranks = new double[classes + 1];
    private double _count;
    private double _loss;

    public double[][] Table { get; } = [.. Enumerable.Range(0, classes).Select(_ => new double[classes])];

    public double MicroAccuracy => _count > 0 ? _ranks[0] / _count : 0;

    public double MacroAccuracy => Enumerable.Range(0, classes).Where(c => _rows[c] > 0).Select(c => Table[c][c] / _rows[c]).DefaultIfEmpty().Average();

    public double LogLoss => _count > 0 ? _loss / _count : 0;

    public double LogLossReduction
    {
        get
        {
            double entropy = -_rows.Where(r => r > 0).Sum(r => r * Math.Log(r / _count)) / _count;
            return (entropy - LogLoss) / entropy;
        }
    }

    public double[] PerClassLogLoss => [.. _losses.Select((loss, c) => _rows[c] > 0 ? loss / _rows[c] : 0)];

    public double[] TopAccuracies(int most) => [.. Enumerable.Range(1, Math.Min(most, _ranks.Length)).Select(k => _ranks.Take(k).Sum() / _count)];

    public void Add(int label, ReadOnlySpan<float> scores)
    {
        bool isKnown = label < classes;
        float own = isKnown ? scores[label] : 0;
        double loss = -Math.Log(Math.Min(1, Math.Max(ProbabilityMin, own)));
        int rank = 0;
        int assigned = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (scores[i] > own || (scores[i] == own && i < label))
                rank++;
            if (scores[i] > scores[assigned])
                assigned = i;
        }
        _count++;
        _loss += loss;
        _ranks[rank]++;
        if (!isKnown)
            return;
        _rows[label]++;
        _losses[label] += loss;
        Table[label][assigned]++;
    }
}
