namespace Microsoft.ML.Data;

/// <summary>How many rows were labelled how, and the loss of their probabilities in bits.</summary>
internal sealed class BinaryCounts
{
    private double _truePositives;
    private double _trueNegatives;
    private double _falsePositives;
    private double _falseNegatives;
    private double _losses;
    private double _probablePositives;
    private double _probableNegatives;

    public double Accuracy => (_trueNegatives + _truePositives) / Total;

    public double Entropy => EntropyOf((_truePositives + _falseNegatives) / Total);

    public double LogLoss => Probables > 0 ? _losses / Probables : double.IsNaN(_losses) ? double.NaN : 0;

    public double LogLossReduction
    {
        get
        {
            if (Probables == 0)
                return 0;
            double prior = EntropyOf(_probablePositives / Probables);
            return (prior - (_losses / Probables)) / prior;
        }
    }

    private double Total => _truePositives + _trueNegatives + _falseNegatives + _falsePositives;

    private double Probables => _probablePositives + _probableNegatives;

    public void Add(bool isPositive, float score, float probability)
    {
        bool isTaken = score > 0;
        if (isPositive)
            _ = isTaken ? _truePositives++ : _falseNegatives++;
        else
            _ = isTaken ? _falsePositives++ : _trueNegatives++;
        if (float.IsNaN(probability))
        {
            _losses = double.NaN;
            return;
        }
        _losses += -Math.Log(isPositive ? probability : 1.0 - probability, 2);
        _ = isPositive ? _probablePositives++ : _probableNegatives++;
    }

    /// <summary>A row for the truly positive, then one for the others; the columns likewise.</summary>
    public double[][] ToTable() => [[_truePositives, _falseNegatives], [_falsePositives, _trueNegatives]];

    private static double EntropyOf(double probability) => probability switch
    {
        0 or 1 => 0,
        > 0 and < 1 => (-probability * Math.Log(probability, 2)) - ((1 - probability) * Math.Log(1 - probability, 2)),
        _ => double.NaN,
    };
}
