using Microsoft.ML;
using Microsoft.ML.Data;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace Offline.Tests;

public sealed class EvaluationTests : DifferentialTests
{
    [Fact]
    public void Regressions_are_measured() => Hold(t =>
    {
        var random = new Random(4);
        Show(t, "many", ML.Regression.Evaluate(Scored(Enumerable.Range(0, 500).Select(_ => (random.NextSingle() * 5, random.NextSingle() * 5)))));
        Show(t, "few", ML.Regression.Evaluate(Scored([(1, 2), (3, 3), (5, 4)])));
        Show(t, "one", ML.Regression.Evaluate(Scored([(1, 2)])));
        Show(t, "one label", ML.Regression.Evaluate(Scored([(2, 1), (2, 3)])));
        Show(t, "none", ML.Regression.Evaluate(Scored([])));
        Show(t, "missing labels and scores", ML.Regression.Evaluate(Scored([(1, 2), (float.NaN, 2), (3, float.NaN), (2, 2.5f)])));
        Show(t, "infinite", ML.Regression.Evaluate(Scored([(1, float.PositiveInfinity), (2, 1)])));
        Show(t, "large", ML.Regression.Evaluate(Scored([(16777217, 16777215), (0.1f, 0.2f)])));
        Show(t, "recommendation", ML.Recommendation().Evaluate(Scored([(1, 2), (3, 3), (5, 4)])));
    });

    [Fact]
    public void Regressions_are_of_single_numbers() => Hold(t =>
    {
        t.Throws("no label", () => ML.Regression.Evaluate(ML.Data.LoadFromEnumerable([new { Score = 1f }])));
        t.Throws("no score", () => ML.Regression.Evaluate(ML.Data.LoadFromEnumerable([new { Label = 1f }])));
        t.Throws("a double label", () => ML.Regression.Evaluate(ML.Data.LoadFromEnumerable([new { Label = 1.0, Score = 1f }])));
        t.Throws("a double score", () => ML.Regression.Evaluate(ML.Data.LoadFromEnumerable([new { Label = 1f, Score = 1.0 }])));
        t.Throws("no data", () => ML.Regression.Evaluate(null));
        t.Throws("no name", () => ML.Regression.Evaluate(Scored([]), ""));
        Show(t, "other names", ML.Regression.Evaluate(ML.Data.LoadFromEnumerable([new { A = 1f, B = 3f }]), "A", "B"));
    });

    [Fact]
    public void Classifications_are_measured() => Hold(t =>
    {
        var random = new Random(4);
        Show(t, "many", ML.BinaryClassification.Evaluate(Classified(Enumerable.Range(0, 400).Select(_ =>
        {
            float score = (random.NextSingle() * 6) - 3;
            return (random.NextSingle() * 6 < score + 3, score);
        }))));
        Show(t, "few", ML.BinaryClassification.Evaluate(Classified([(true, 2), (false, -1), (true, -0.5f), (false, 0.25f)])));
        Show(t, "ties", ML.BinaryClassification.Evaluate(Classified([(true, 1), (false, 1), (true, 1), (false, 0), (true, 0), (false, -1)])));
        Show(t, "all right", ML.BinaryClassification.Evaluate(Classified([(true, 2), (false, -1)])));
        Show(t, "all wrong", ML.BinaryClassification.Evaluate(Classified([(true, -2), (false, 1)])));
        Show(t, "scores that are no numbers", ML.BinaryClassification.Evaluate(Classified([(true, 2), (false, -1), (true, float.NaN), (false, float.PositiveInfinity)])));
        t.Throws("no positives", () => ML.BinaryClassification.Evaluate(Classified([(false, 2), (false, -1)])));
        t.Throws("no negatives", () => ML.BinaryClassification.Evaluate(Classified([(true, 2)])));
        t.Throws("none", () => ML.BinaryClassification.Evaluate(Classified([])));
    });

    [Fact]
    public void Classifications_need_no_probabilities() => Hold(t =>
    {
        var rows = new[] { (true, 2f), (false, -1), (true, -0.5f) };
        IDataView view = ML.Data.LoadFromEnumerable(rows.Select(x => new { Label = x.Item1, Score = x.Item2, PredictedLabel = x.Item2 > 0 }));
        Show(t, "not calibrated", ML.BinaryClassification.EvaluateNonCalibrated(view));
        t.Throws("calibrated", () => ML.BinaryClassification.Evaluate(view));
        t.Throws("no label", () => ML.BinaryClassification.EvaluateNonCalibrated(view, "Nothing"));
        t.Throws("no score", () => ML.BinaryClassification.EvaluateNonCalibrated(view, scoreColumnName: "Nothing"));
        t.Throws("no predicted label", () => ML.BinaryClassification.EvaluateNonCalibrated(view, predictedLabelColumnName: "Nothing"));
        IDataView word = ML.Data.LoadFromEnumerable([new { Label = "a", Score = 1f, PredictedLabel = true }]);
        t.Throws("a word for a label", () => ML.BinaryClassification.EvaluateNonCalibrated(word));
        IDataView real = ML.Data.LoadFromEnumerable([new { Label = true, Score = 1.0, PredictedLabel = true }]);
        t.Throws("a double score", () => ML.BinaryClassification.EvaluateNonCalibrated(real));
    });

    [Fact]
    public void Labels_may_be_numbers_or_one_of_two_keys() => Hold(t =>
    {
        var rows = new[] { (1f, "b", 2f), (0, "a", -1), (1, "b", -0.5f), (-1, "a", 0.25f), (float.NaN, "", 1) };
        IDataView view = ML.Data.LoadFromEnumerable(rows.Select(x => new
        {
            Label = x.Item1,
            Double = (double)x.Item1,
            Word = x.Item2,
            Score = x.Item3,
            PredictedLabel = x.Item3 > 0,
            Probability = 0.5f,
        }));
        IDataView keyed = ML.Transforms.Conversion.MapValueToKey("Key", "Word", keyOrdinality: KeyOrdinality.ByValue).Fit(view).Transform(view);
        foreach (string label in new[] { "Label", "Double", "Key" })
            Show(t, label, ML.BinaryClassification.Evaluate(keyed, label));
    });

    [Fact]
    public void Confusion_is_a_table() => Hold(t =>
    {
        ConfusionMatrix matrix = ML.BinaryClassification.Evaluate(Classified([(true, 2), (false, -1), (true, -0.5f), (false, 0.25f), (true, 3)])).ConfusionMatrix;
        t.Add("table", matrix.GetFormattedConfusionTable());
        t.Add("classes", matrix.NumberOfClasses);
        t.Add("count", matrix.GetCountForClassPair(0, 1));
        t.Throws("beyond", () => matrix.GetCountForClassPair(2, 1));
        var named = new[] { ("a long name", 1f), ("another name", -1) };
        IDataView view = ML.Data.LoadFromEnumerable(named.Select(x => new { Word = x.Item1, Score = x.Item2, PredictedLabel = x.Item2 > 0 }));
        IDataView keyed = ML.Transforms.Conversion.MapValueToKey("Key", "Word").Fit(view).Transform(view);
        t.Add("named", ML.BinaryClassification.EvaluateNonCalibrated(keyed, "Key").ConfusionMatrix.GetFormattedConfusionTable());
    });

    [Fact]
    public void Cross_validation_fits_on_every_fold() => Hold(t =>
    {
        IDataView view = Scored(Enumerable.Range(0, 40).Select(i => ((float)i, i % 7f)));
        List<string> fits = [];
        var estimator = ML.Transforms.CopyColumns("Copy", "Label").WithOnFitDelegate(_ => fits.Add("fit"));
        foreach (var result in ML.Regression.CrossValidate(view, estimator, 3))
        {
            t.Add("fold", result.Fold);
            Show(t, "metrics", result.Metrics);
            t.Add("kind", result.Model.GetType().Name);
            t.View(result.ScoredHoldOutSet);
        }
        t.Add("fits", fits.Count);
        foreach (var result in ML.Regression.CrossValidate(view, estimator, 2, seed: 9))
            Show(t, "seed 9", result.Metrics);
        foreach (var result in ML.Recommendation().CrossValidate(view, estimator, 2, samplingKeyColumnName: "Group"))
            Show(t, "by group", result.Metrics);
        t.Throws("one fold", () => ML.Regression.CrossValidate(view, estimator, 1));
        t.Throws("no estimator", () => ML.Regression.CrossValidate(view, null));
        t.Throws("no such label", () => ML.Regression.CrossValidate(view, estimator, 2, "Nothing"));
    });

    [Fact]
    public void Cross_validation_of_a_classification() => Hold(t =>
    {
        var random = new Random(6);
        IDataView view = Classified(Enumerable.Range(0, 40).Select(i => (i % 2 == 0, (random.NextSingle() * 4) - 2)));
        var estimator = ML.Transforms.CopyColumns("Copy", "Label");
        foreach (var result in ML.BinaryClassification.CrossValidate(view, estimator, 2))
            Show(t, "calibrated", result.Metrics);
        foreach (var result in ML.BinaryClassification.CrossValidateNonCalibrated(view, estimator, 2, seed: 3))
            Show(t, "not calibrated", result.Metrics);
    });

    private static void Show(Transcript t, string what, RegressionMetrics m) => t.Add(what, string.Join(" ", new[]
    {
        m.MeanAbsoluteError, m.MeanSquaredError, m.RootMeanSquaredError, m.LossFunction, m.RSquared,
    }.Select(x => x.ToString("G12", System.Globalization.CultureInfo.InvariantCulture))));

    private static void Show(Transcript t, string what, BinaryClassificationMetrics m)
    {
        t.Add(what, string.Join(" ", new[]
        {
            m.AreaUnderRocCurve, m.Accuracy, m.PositivePrecision, m.PositiveRecall, m.NegativePrecision, m.NegativeRecall, m.F1Score, m.AreaUnderPrecisionRecallCurve,
        }.Select(Text.Rounded)));
        t.Add("counts", m.ConfusionMatrix.Counts);
        t.Add("per class", new[] { m.ConfusionMatrix.PerClassPrecision.Select(Text.Rounded), m.ConfusionMatrix.PerClassRecall.Select(Text.Rounded) });
        if (m is CalibratedBinaryClassificationMetrics calibrated)
            t.Add("losses", string.Join(" ", new[] { calibrated.LogLoss, calibrated.LogLossReduction, calibrated.Entropy }.Select(Text.Rounded)));
    }

    private static IDataView Scored(IEnumerable<(float Label, float Score)> rows) =>
        ML.Data.LoadFromEnumerable(rows.Select((x, i) => new { x.Label, x.Score, Group = $"g{i % 5}" }));

    private static IDataView Classified(IEnumerable<(bool Label, float Score)> rows) => ML.Data.LoadFromEnumerable(
        rows.Select(x => new { x.Label, x.Score, PredictedLabel = x.Score > 0, Probability = 1 / (1 + MathF.Exp(-x.Score)) }));
}
