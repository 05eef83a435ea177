namespace Microsoft.ML.Data;

/// <summary>Sums over labels and scores.</summary>
internal sealed class RegressionErrors
{
    private double _count;
    private double _absolute;
    private double _squared;
    private double _loss;
    private double _labels;
    private double _squaredLabels;

    public void Add(float label, float score)
    {
        double error = Math.Abs((double)label - score);
        float difference = score - label;
        _count++;
        _absolute += error;
        _squared += error * error;
        // the loss and the squares of labels are rounded to single precision, as each is a function of singles
        _loss += difference * difference;
        _labels += label;
        _squaredLabels += label * label;
    }

    public RegressionMetrics ToMetrics()
    {
        if (_count == 0)
            return new RegressionMetrics(0, 0, 0, 0, 0);
        double spread = _squaredLabels - (_labels * _labels / _count);
        double rSquared = spread == 0 ? double.NaN : 1 - (_squared / spread);
        double meanSquared = _squared / _count;
        return new RegressionMetrics(_absolute / _count, meanSquared, Math.Sqrt(meanSquared), _loss / _count, rSquared);
    }
}
