using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Offline.Tests;

public sealed class LinearTests : DifferentialTests
{
    [Fact]
    public void A_regression_scores_by_weights_and_bias() => Hold(t =>
    {
        IDataView view = View();
        var model = NativeModel.Regression(ML, view.Schema, "Features", 0.5f, 1, -2, 0.25f);
        t.Schema(model.Transform(view).Schema);
        t.Add("scores", model.Transform(view).GetColumn<float>("Score").Select(s => Text.Rounded(s)));
        t.Add("weights", model.Model.Weights);
        t.Add("bias", model.Model.Bias);
        t.Add("feature", $"{model.FeatureColumnName} {model.FeatureColumnType}");
    });

    [Fact]
    public void A_binary_model_scores_labels_and_probabilities() => Hold(t =>
    {
        IDataView view = View();
        var model = NativeModel.Binary(ML, view.Schema, "Features", -1, 0, 0.5f, 1, -2, 0.25f);
        Show(t, model.Transform(view));
        t.Add("weights", model.Model.SubModel.Weights);
        t.Add("bias", model.Model.SubModel.Bias);
        t.Add("calibrator", $"{model.Model.Calibrator.Slope} {model.Model.Calibrator.Offset}");
        Show(t, NativeModel.Binary(ML, view.Schema, "Features", -0.5, 1.5, -3, 1, 1, 1).Transform(view));
    });

    [Fact]
    public void A_threshold_may_be_changed() => Hold(t =>
    {
        IDataView view = View();
        var model = NativeModel.Binary(ML, view.Schema, "Features", -1, 0, 0.5f, 1, -2, 0.25f);
        Show(t, ML.BinaryClassification.ChangeModelThreshold(model, 2).Transform(view));
        t.Add("the same", ReferenceEquals(model, ML.BinaryClassification.ChangeModelThreshold(model, 0)));
        t.Zip(Save(ML.BinaryClassification.ChangeModelThreshold(model, 2), view).ToArray());
    });

    [Fact]
    public void Scored_sets_are_numbered() => Hold(t =>
    {
        IDataView view = View();
        IDataView once = NativeModel.Regression(ML, view.Schema, "Features", 0, 1, 1, 1).Transform(view);
        t.Schema(NativeModel.Binary(ML, view.Schema, "Features", -1, 0, 0, 1, 1, 1).Transform(once).Schema);
    });

    [Fact]
    public void Linear_models_go_to_files_and_back() => Hold(t =>
    {
        IDataView view = View();
        MemoryStream file = Save(NativeModel.Regression(ML, view.Schema, "Features", 0.5f, 1, 0, 0.25f), view);
        t.Zip(file.ToArray());
        t.Add("scores", ML.Model.Load(file, out _).Transform(view).GetColumn<float>("Score").Select(s => Text.Rounded(s)));
        file = Save(NativeModel.Binary(ML, view.Schema, "Features", -1, 0.25, 0.5f, 1, 0, 0.25f), view);
        t.Zip(file.ToArray());
        Show(t, ML.Model.Load(file, out _).Transform(view));
    });

    [Fact]
    public void Features_that_do_not_fit_are_refused() => Hold(t =>
    {
        IDataView view = View();
        t.Throws("too many weights", () => NativeModel.Regression(ML, view.Schema, "Features", 0, 1, 1, 1, 1));
        t.Throws("too few weights", () => NativeModel.Regression(ML, view.Schema, "Features", 0, 1));
        t.Throws("no such column", () => NativeModel.Regression(ML, view.Schema, "Nothing", 0, 1, 1, 1));
        t.Throws("a label for features", () => NativeModel.Regression(ML, view.Schema, "Label", 0, 1, 1, 1));
        var model = NativeModel.Regression(ML, view.Schema, "Features", 0, 1, 1, 1);
        t.Throws("another size", () => model.Transform(ML.Data.LoadFromEnumerable([new Two()])).GetColumn<float>("Score").ToList());
        t.Throws("another size, by schema", () => model.GetOutputSchema(ML.Data.LoadFromEnumerable([new Two()]).Schema));
        t.Throws("no features", () => model.Transform(ML.Data.LoadFromEnumerable([new { Label = 1f }])));
        t.Throws("no features, by schema", () => model.GetOutputSchema(ML.Data.LoadFromEnumerable([new { Label = 1f }]).Schema));
    });

    [Fact]
    public void Trainers_say_what_they_need() => Hold(t =>
    {
        SchemaShape shape = ShapeOf.View(View());
        SchemaShape truths = ShapeOf.View(ML.Data.LoadFromEnumerable([new Truth()]));
        t.Shape(ML.Regression.Trainers.Sdca().GetOutputSchema(shape));
        t.Shape(ML.BinaryClassification.Trainers.SdcaLogisticRegression().GetOutputSchema(truths));
        t.Shape(ML.BinaryClassification.Trainers.SdcaNonCalibrated().GetOutputSchema(truths));
        var regression = ML.Regression.Trainers.Sdca();
        var classifiers = ML.BinaryClassification.Trainers;
        foreach (TrainerInfo info in new[] { regression.Info, classifiers.SdcaLogisticRegression().Info, classifiers.SdcaNonCalibrated().Info })
            t.Add("info", $"{info.NeedNormalization} {info.WantCaching}");
        t.Throws("a regression of truths", () => ML.Regression.Trainers.Sdca().GetOutputSchema(truths));
        t.Throws("a classification of numbers", () => ML.BinaryClassification.Trainers.SdcaLogisticRegression().GetOutputSchema(shape));
        t.Throws("no such label", () => ML.Regression.Trainers.Sdca("Nothing").GetOutputSchema(shape));
        t.Throws("no such features", () => ML.Regression.Trainers.Sdca("Label", "Nothing").GetOutputSchema(shape));
        t.Throws("no such weights", () => ML.Regression.Trainers.Sdca("Label", "Features", "Nothing").GetOutputSchema(shape));
        t.Throws("a number for features", () => ML.Regression.Trainers.Sdca("Label", "Label").GetOutputSchema(shape));
        t.Shape(ML.Regression.Trainers.Sdca("Label", "Features", "Label").GetOutputSchema(shape));
        t.Throws("no shape", () => ML.Regression.Trainers.Sdca().GetOutputSchema(null));
        t.Throws("a fit without a label", () => ML.Regression.Trainers.Sdca("Nothing").Fit(View()));
        t.Add("columns", $"{regression.LabelColumn.Name} {regression.FeatureColumn.Name} {regression.WeightColumn.Name}");
    });

    [Fact]
    public void L_BFGS_says_what_it_needs() => Hold(t =>
    {
        var trainer = ML.BinaryClassification.Trainers.LbfgsLogisticRegression("Label", l1Regularization: 0);
        t.Shape(trainer.GetOutputSchema(ShapeOf.View(ML.Data.LoadFromEnumerable([new Truth()]))));
        t.Add("info", $"{trainer.Info.NeedNormalization} {trainer.Info.WantCaching}");
        t.Throws("a classification of numbers", () => trainer.GetOutputSchema(ShapeOf.View(View())));
    });

    [Fact]
    public void Options_have_these_fields_and_defaults() => Hold(t =>
    {
        Options<SdcaRegressionTrainer.Options>(t);
        Options<SdcaLogisticRegressionBinaryTrainer.Options>(t);
        Options<SdcaNonCalibratedBinaryTrainer.Options>(t);
    });

    [Fact]
    public void Options_are_checked() => Hold(t =>
    {
        t.Throws("regularization", () => ML.Regression.Trainers.Sdca(l2Regularization: -1));
        t.Throws("sparsity", () => ML.BinaryClassification.Trainers.SdcaLogisticRegression(l1Regularization: -1));
        t.Throws("no passes", () => ML.BinaryClassification.Trainers.SdcaLogisticRegression(maximumNumberOfIterations: 0));
        t.Throws("no tolerance", () => ML.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options { ConvergenceTolerance = 0 }));
        t.Throws("too much tolerance", () => ML.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options { ConvergenceTolerance = 1.5f }));
        var weightless = new SdcaLogisticRegressionBinaryTrainer.Options { PositiveInstanceWeight = 0 };
        t.Throws("no weight of positives", () => ML.BinaryClassification.Trainers.SdcaLogisticRegression(weightless));
        t.Throws("no options", () => ML.Regression.Trainers.Sdca((SdcaRegressionTrainer.Options)null));
    });

    private static void Options<T>(Transcript t)
        where T : new()
    {
        t.Add("options of", typeof(T).DeclaringType.Name);
        foreach (FieldInfo field in typeof(T).GetFields().OrderBy(f => f.Name, StringComparer.Ordinal))
            t.Add($"{field.FieldType.Name} {field.Name}", field.GetValue(new T()));
        foreach (PropertyInfo property in typeof(T).GetProperties())
            t.Add($"{property.PropertyType.Name} {property.Name}", property.GetValue(new T()));
    }

    private static void Show(Transcript t, IDataView scored)
    {
        t.Schema(scored.Schema);
        t.Add("labels", scored.GetColumn<bool>("PredictedLabel"));
        t.Add("scores", scored.GetColumn<float>("Score").Select(s => Text.Rounded(s)));
        t.Add("probabilities", scored.GetColumn<float>("Probability").Select(s => Text.Rounded(s)));
    }

    private static MemoryStream Save(ITransformer model, IDataView view)
    {
        var stream = new MemoryStream();
        ML.Model.Save(model, view.Schema, stream);
        stream.Position = 0;
        return stream;
    }

    private static IDataView View() => ML.Data.LoadFromEnumerable(new[]
    {
        new Row { Label = 1, Features = new VBuffer<float>(3, [1, 2, 3]) }, new Row { Label = 2, Features = new VBuffer<float>(3, 1, [4], [2]) },
        new Row { Label = 0, Features = new VBuffer<float>(3, 0, null, null) }, new Row { Features = new VBuffer<float>(3, [5, float.NaN, 0]) },
        new Row { Features = new VBuffer<float>(3, [1e30f, -1e30f, 1e10f]) }, new Row { Features = new VBuffer<float>(3, [0.1f, 0.3f, 0]) },
    });

    private sealed class Row
    {
        public float Label;

        [VectorType(3)]
        public VBuffer<float> Features;
    }

    private sealed class Two
    {
        [VectorType(2)]
        public float[] Features = [1, 2];
    }

    private sealed class Truth
    {
        public bool Label;

        [VectorType(3)]
        public VBuffer<float> Features;
    }
}
