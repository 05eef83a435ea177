using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.Tests;

public sealed class FeatureImportanceTests : DifferentialTests
{
    private static readonly float[] _weights = [1, -2, 0];

    [Fact]
    public void A_regression_needs_some_features_more_than_others() => Hold(t =>
    {
        IDataView view = View(50, i => i % 3 == 0);
        var model = NativeModel.Regression(ML, view.Schema, "Features", 0.5f, _weights);
        Show(t, "once", ML.Regression.PermutationFeatureImportance(model, view));
        Show(t, "three times", ML.Regression.PermutationFeatureImportance(model, view, permutationCount: 3));
        Show(t, "the first rows", ML.Regression.PermutationFeatureImportance(model, view, numberOfExamplesToUse: 20));
        Show(t, "more rows than there are", ML.Regression.PermutationFeatureImportance(model, view, numberOfExamplesToUse: 2000));
        t.Add("no rows", ML.Regression.PermutationFeatureImportance(model, View(0, _ => false)).Length);
        t.Throws("no rows wanted", () => ML.Regression.PermutationFeatureImportance(model, view, numberOfExamplesToUse: 0));
        t.Throws("no such label", () => ML.Regression.PermutationFeatureImportance(model, view, "Nothing"));
        t.Throws("no data", () => ML.Regression.PermutationFeatureImportance(model, null));
    });

    [Fact]
    public void A_classification_needs_some_features_more_than_others() => Hold(t =>
    {
        IDataView view = View(50, i => i % 3 == 0);
        var model = NativeModel.Binary(ML, view.Schema, "Features", -1, 0, 0.5f, _weights);
        foreach (int count in new[] { 1, 3 })
        {
            foreach (BinaryClassificationMetricsStatistics s in ML.BinaryClassification.PermutationFeatureImportance(model, view, "Class", permutationCount: count))
            {
                Show(
                    t, "feature", s.AreaUnderRocCurve, s.Accuracy, s.PositivePrecision, s.PositiveRecall, s.NegativePrecision, s.NegativeRecall, s.F1Score,
                    s.AreaUnderPrecisionRecallCurve);
            }
        }
    });

    private static void Show(Transcript t, string what, IEnumerable<RegressionMetricsStatistics> all)
    {
        foreach (RegressionMetricsStatistics s in all)
            Show(t, what, s.MeanAbsoluteError, s.MeanSquaredError, s.RootMeanSquaredError, s.LossFunction, s.RSquared);
    }

    private static void Show(Transcript t, string what, params MetricStatistics[] all) =>
        t.Add(what, string.Join(" ", all.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Count}: {s.Mean:F9} {s.StandardDeviation:F9} {s.StandardError:F9}"))));

    private static IDataView View(int count, Func<int, bool> isSparse)
    {
        var random = new Random(3);
        Row[] rows = [.. Enumerable.Range(0, count).Select(i =>
        {
            float[] x = [.. Enumerable.Range(0, 3).Select(j => isSparse(i) && j > 0 ? 0 : random.NextSingle())];
            float label = x[0] - (2 * x[1]) + random.NextSingle();
            return new Row { Label = label, Class = label > 0, Features = isSparse(i) ? new(3, 1, [x[0]], [0]) : new(3, x) };
        })];
        return ML.Data.LoadFromEnumerable(rows);
    }

    public sealed class Row
    {
        public float Label { get; set; }

        public bool Class { get; set; }

        [VectorType(3)]
        public VBuffer<float> Features { get; set; }
    }
}
