using Microsoft.ML;
using Microsoft.ML.Data;

namespace ClickThrough;

/// <summary>How good probabilities are.</summary>
/// <param name="LogLoss">In nats: less is better.</param>
/// <param name="Auc">How often a click is thought likelier than no click, 0.5 … 1.</param>
/// <param name="Calibration">Clicks that were expected, divided by those that came; 1 is right.</param>
/// <param name="Clicks">The share of clicks that came.</param>
/// <param name="Bins">Ten bins of equal size from the least likely: what was expected of each, and what came.</param>
internal sealed record ClickQuality(double LogLoss, double Auc, double Calibration, double Clicks, IReadOnlyList<(double Expected, double Came)> Bins)
{
    private const int BinCount = 10;

    /// <summary>The log-loss of always saying the share of clicks.</summary>
    public double ConstantLogLoss => Clicks is > 0 and < 1 ? -(Clicks * Math.Log(Clicks)) - ((1 - Clicks) * Math.Log(1 - Clicks)) : 0;

    public static ClickQuality Of(MLContext mlContext, ITransformer model, IDataView impressions)
    {
        IDataView scored = model.Transform(impressions);
        Scored[] rows = [.. mlContext.Data.CreateEnumerable<Scored>(scored, reuseRowObject: false).OrderBy(r => r.Probability)];
        if (rows.Length == 0)
            throw new SampleException("No impressions fell into the test set; use more of them or another --seed.");
        if (rows.All(r => r.Click == rows[0].Click))
            throw new SampleException($"All impressions of the test set ({rows.Length}) were {(rows[0].Click ? "clicked" : "left without a click")}, and quality is measured on both kinds; use more of them (--rows 1000) or another --seed.");
        CalibratedBinaryClassificationMetrics metrics = mlContext.BinaryClassification.Evaluate(scored, labelColumnName: ClickColumns.Label);

        // ML.NET's log-loss is in bits.
        return new(metrics.LogLoss * Math.Log(2), metrics.AreaUnderRocCurve, Expected(rows) / Math.Max(Came(rows), 1e-9), Came(rows), [.. Cut(rows)]);
    }

    private static IEnumerable<(double Expected, double Came)> Cut(Scored[] rows)
    {
        for (int bin = 0; bin < BinCount; bin++)
        {
            int from = (int)((long)rows.Length * bin / BinCount), to = (int)((long)rows.Length * (bin + 1) / BinCount);
            if (to > from)
                yield return (Expected(rows[from..to]), Came(rows[from..to]));
        }
    }

    private static double Expected(Scored[] rows) => rows.Average(r => (double)r.Probability);

    private static double Came(Scored[] rows) => rows.Average(r => r.Click ? 1.0 : 0);

    private sealed class Scored
    {
        public bool Click { get; set; }

        public float Probability { get; set; }
    }
}
