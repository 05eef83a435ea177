using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Offline.Tests;

public sealed class MulticlassTests : DifferentialTests
{
    private static readonly float[] _biases = [0.5f, -1, 0.25f];

    [Fact]
    public void Softmax_scores_classes_and_names_them() => Hold(t =>
    {
        IDataView view = Named();
        var model = NativeModel.Softmax(ML, view.Schema, "Features", "Label", _biases, 1, 2, -3, 4, 5, -6);
        t.View(model.Transform(view).Columns(ML, "PredictedLabel"));
        t.Schema(model.Transform(view).Schema);
        Show(t, model.Transform(view));
        t.Add("feature", $"{model.FeatureColumnName} {model.FeatureColumnType}");
        VBuffer<float>[] weights = null;
        model.Model.GetWeights(ref weights, out int classes);
        t.Add("weights", $"{classes}: {string.Join(" | ", weights.Select(w => Text.Of(w.DenseValues())))}");
        t.Add("biases", model.Model.GetBiases());
    });

    [Fact]
    public void Softmax_of_few_weights() => Hold(t =>
    {
        IDataView view = Named();
        var model = NativeModel.Softmax(ML, view.Schema, "Features", "Label", _biases, 1, 0, 0, 4, 0, 0);
        Show(t, model.Transform(view));
        VBuffer<float>[] weights = null;
        model.Model.GetWeights(ref weights, out int classes);
        t.Add("weights", $"{classes}: {string.Join(" | ", weights.Select(w => $"{w.IsDense} {Text.Of(w.DenseValues())}"))}");
        t.Zip(Save(model, view).ToArray());
    });

    [Fact]
    public void Softmax_of_numbers_and_of_nameless_keys() => Hold(t =>
    {
        IDataView numbers = ML.Transforms.Conversion.MapValueToKey("Label", "Number").Fit(Raw()).Transform(Raw());
        t.Schema(NativeModel.Softmax(ML, numbers.Schema, "Features", "Label", _biases, 1, 2, -3, 4, 5, -6).Transform(numbers).Schema);
        IDataView nameless = ML.Data.LoadFromEnumerable([new Keyed { Label = 1, Features = [1, 2] }, new Keyed { Label = 3, Features = [0, 1] }]);
        t.View(NativeModel.Softmax(ML, nameless.Schema, "Features", "Label", _biases, 1, 2, -3, 4, 5, -6).Transform(nameless).Columns(ML, "PredictedLabel"));
        t.Schema(NativeModel.Softmax(ML, nameless.Schema, "Features", "Label", _biases, 1, 2, -3, 4, 5, -6).Transform(nameless).Schema);
    });

    [Fact]
    public void Softmax_goes_to_files_and_back() => Hold(t =>
    {
        IDataView view = Named();
        MemoryStream file = Save(NativeModel.Softmax(ML, view.Schema, "Features", "Label", _biases, 1, 2, -3, 4, 5, -6), view);
        t.Zip(file.ToArray());
        ITransformer loaded = ML.Model.Load(file, out _);
        t.Schema(loaded.Transform(view).Schema);
        Show(t, loaded.Transform(view));
    });

    [Fact]
    public void A_trainer_says_what_it_needs() => Hold(t =>
    {
        var trainer = ML.MulticlassClassification.Trainers.SdcaMaximumEntropy();
        t.Shape(trainer.GetOutputSchema(ShapeOf.View(Named())));
        t.Shape(trainer.GetOutputSchema(ShapeOf.View(ML.Data.LoadFromEnumerable([new Keyed()]))));
        IDataView numbers = ML.Transforms.Conversion.MapValueToKey("Label", "Number").Fit(Raw()).Transform(Raw());
        t.Shape(trainer.GetOutputSchema(ShapeOf.View(numbers)));
        t.Throws("a label that is no key", () => trainer.GetOutputSchema(ShapeOf.View(Raw())));
        t.Throws("no such features", () => ML.MulticlassClassification.Trainers.SdcaMaximumEntropy("Label", "Nothing").GetOutputSchema(ShapeOf.View(Named())));
        t.Throws("no passes", () => ML.MulticlassClassification.Trainers.SdcaMaximumEntropy(maximumNumberOfIterations: 0));
        t.Add("info", $"{trainer.Info.NeedNormalization} {trainer.Info.WantCaching}");
        t.Add("tolerance", new SdcaMaximumEntropyMulticlassTrainer.Options().ConvergenceTolerance);
    });

    [Fact]
    public void One_versus_all_trains_each_class_against_the_others() => Hold(t =>
    {
        IDataView view = Named();
        var trainer = new MeanTrainer<object>.Calibrated(ML);
        var estimator = ML.MulticlassClassification.Trainers.OneVersusAll(trainer);
        t.Shape(estimator.GetOutputSchema(ShapeOf.View(view)));
        t.Add("info", $"{estimator.Info.NeedNormalization} {estimator.Info.WantCaching}");
        MulticlassPredictionTransformer<OneVersusAllModelParameters> model = estimator.Fit(view);
        trainer.Fits.ForEach(fit => t.Add("fit", fit));
        t.Schema(model.Transform(view).Schema);
        Show(t, model.Transform(view));
        MemoryStream file = Save(model, view);
        t.Zip(file.ToArray());
        Show(t, ML.Model.Load(file, out _).Transform(view));
    });

    [Fact]
    public void One_versus_all_by_scores() => Hold(t =>
    {
        IDataView view = Named();
        var trainer = new MeanTrainer<object>.Plain(ML);
        var model = ML.MulticlassClassification.Trainers.OneVersusAll(trainer, useProbabilities: false).Fit(view);
        trainer.Fits.ForEach(fit => t.Add("fit", fit));
        Show(t, model.Transform(view));
        MemoryStream file = Save(model, view);
        t.Zip(file.ToArray());
        Show(t, ML.Model.Load(file, out _).Transform(view));
        Show(t, ML.MulticlassClassification.Trainers.OneVersusAll(new MeanTrainer<object>.Calibrated(ML), useProbabilities: false).Fit(view).Transform(view));
    });

    [Fact]
    public void One_versus_all_needs_keys() => Hold(t =>
    {
        var estimator = ML.MulticlassClassification.Trainers.OneVersusAll(new MeanTrainer<object>.Calibrated(ML));
        t.Throws("text", () => estimator.GetOutputSchema(ShapeOf.View(Raw())));
        t.Throws("a fit with text", () => estimator.Fit(Raw()));
        t.Throws("no such label", () => ML.MulticlassClassification.Trainers.OneVersusAll(new MeanTrainer<object>.Calibrated(ML), "Nothing").Fit(Named()));
        t.Throws("no label", () => ML.MulticlassClassification.Trainers.OneVersusAll(new MeanTrainer<object>.Calibrated(ML), null));
        IDataView missing = ML.Data.LoadFromEnumerable(
            [new Keyed { Label = 1, Features = [1, 2] }, new Keyed { Label = 0, Features = [5, 5] }, new Keyed { Label = 3, Features = [0, 1] }]);
        var trainer = new MeanTrainer<object>.Calibrated(ML);
        Show(t, ML.MulticlassClassification.Trainers.OneVersusAll(trainer).Fit(missing).Transform(missing));
        trainer.Fits.ForEach(fit => t.Add("fit", fit));
    });

    [Fact]
    public void Classes_are_evaluated() => Hold(t =>
    {
        IDataView view = Named();
        var model = NativeModel.Softmax(ML, view.Schema, "Features", "Label", _biases, 1, 2, -3, 4, 5, -6);
        Show(t, ML.MulticlassClassification.Evaluate(model.Transform(view)));
        Show(t, ML.MulticlassClassification.Evaluate(model.Transform(view), topKPredictionCount: 2));
        IDataView missing = ML.Data.LoadFromEnumerable(
            [new Keyed { Label = 1, Features = [1, 2] }, new Keyed { Label = 0, Features = [5, 5] }, new Keyed { Label = 3, Features = [0, float.NaN] }]);
        var nameless = NativeModel.Softmax(ML, missing.Schema, "Features", "Label", _biases, 1, 2, -3, 4, 5, -6);
        Show(t, ML.MulticlassClassification.Evaluate(nameless.Transform(missing)));
        t.Throws("another label", () => ML.MulticlassClassification.Evaluate(model.Transform(view), "Nothing"));
        t.Throws("no label", () => ML.MulticlassClassification.Evaluate(model.Transform(view), ""));
    });

    [Fact]
    public void Classes_are_cross_validated() => Hold(t =>
    {
        var estimator = ML.MulticlassClassification.Trainers.OneVersusAll(new MeanTrainer<object>.Calibrated(ML));
        foreach (var fold in ML.MulticlassClassification.CrossValidate(Named(), estimator, numberOfFolds: 3, seed: 1))
            t.Add($"fold {fold.Fold}", Text.Rounded(fold.Metrics.MicroAccuracy));
    });

    private static void Show(Transcript t, MulticlassClassificationMetrics metrics)
    {
        t.Add("micro, macro", $"{Text.Rounded(metrics.MicroAccuracy)} {Text.Rounded(metrics.MacroAccuracy)}");
        t.Add("log-loss", $"{Text.Rounded(metrics.LogLoss)} {Text.Rounded(metrics.LogLossReduction)}");
        t.Add("log-loss of classes", metrics.PerClassLogLoss.Select(l => Text.Rounded(l)));
        t.Add("top", $"{metrics.TopKPredictionCount} {Text.Rounded(metrics.TopKAccuracy)} {Text.Of(metrics.TopKAccuracyForAllK)}");
        t.Add("confusion", metrics.ConfusionMatrix.GetFormattedConfusionTable());
    }

    private static void Show(Transcript t, IDataView scored)
    {
        t.Add("labels", scored.GetColumn<uint>("PredictedLabel"));
        foreach (VBuffer<float> scores in scored.GetColumn<VBuffer<float>>("Score"))
            t.Add("scores", scores.DenseValues().Select(s => Text.Rounded(s)));
    }

    private static MemoryStream Save(ITransformer model, IDataView view)
    {
        var stream = new MemoryStream();
        ML.Model.Save(model, view.Schema, stream);
        stream.Position = 0;
        return stream;
    }

    private static IDataView Named() => ML.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(Raw()).Transform(Raw());

    private static IDataView Raw() => ML.Data.LoadFromEnumerable(new[]
    {
        new Row { Name = "red", Number = 7, Features = [1, 2] }, new Row { Name = "green", Number = 8, Features = [-1, 0.5f] },
        new Row { Name = "red", Number = 7, Features = [2, 1] }, new Row { Name = "blue", Number = 9, Features = [0, -3] },
        new Row { Name = "green", Number = 8, Features = [-2, 1] }, new Row { Name = "blue", Number = 9, Features = [0.1f, -1] },
    });

    private sealed class Row
    {
        public string Name;

        public int Number;

        [VectorType(2)]
        public float[] Features;
    }

    private sealed class Keyed
    {
        [KeyType(3)]
        public uint Label;

        [VectorType(2)]
        public float[] Features;
    }
}
