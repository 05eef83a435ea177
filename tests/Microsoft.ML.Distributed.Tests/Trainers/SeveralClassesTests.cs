using Distributed.Learning;
using Microsoft.ML.Data;
using ParameterStore;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>Several classes: by softmax, and by ML.NET's one-versus-all with a trainer of two classes of ours inside.</summary>
public sealed class SeveralClassesTests
{
    [Fact]
    public void One_versus_all_trains_every_class_with_ours_inside()
    {
        var context = new MLContext(1);
        List<TrainingReport> reports = [];
        var one = context.Distributed().LogisticRegression(new LogisticRegressionOptions { Workers = 1, Seed = 1, OnCompleted = reports.Add });
        IDataView data = PlantedClasses.View(context);
        ITransformer model = context.MulticlassClassification.Trainers.OneVersusAll(one).Fit(data);
        context.MulticlassClassification.Evaluate(model.Transform(data)).MicroAccuracy.Should().BeGreaterThan(0.95);
        reports.Should().HaveCountGreaterThanOrEqualTo(3);
    }

    [Fact]
    public void One_versus_all_takes_certain_models_without_probabilities_too()
    {
        var context = new MLContext(1);
        IDataView data = PlantedClasses.View(context);
        var one = context.Distributed().SdcaSvm(new SdcaSvmOptions { Workers = 1, Seed = 1 });
        ITransformer model = context.MulticlassClassification.Trainers.OneVersusAll(one, useProbabilities: false).Fit(data);
        context.MulticlassClassification.Evaluate(model.Transform(data)).MicroAccuracy.Should().BeGreaterThan(0.95);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Softmax_learns_and_repeats_to_the_bit(int workers)
    {
        var context = new MLContext(1);
        IDataView data = PlantedClasses.View(context);
        var model = Trainer(context, o => o.Workers = workers).Fit(data, out TrainingReport report);
        context.MulticlassClassification.Evaluate(model.Transform(data)).MicroAccuracy.Should().BeGreaterThan(0.95);
        (report.StopReason, report.Epochs, report.Workers).Should().Be((StopReason.Completed, 20, workers));
        report.Losses[^1].Train.Should().BeLessThan(report.Losses[0].Train);
        ScoresOf(Trainer(context, o => o.Workers = workers).Fit(data).Transform(data)).Should().Equal(ScoresOf(model.Transform(data)));
    }

    [Fact]
    public void Softmax_goes_on_from_an_earlier_model_and_measures_a_validation_set()
    {
        var context = new MLContext(1);
        IDataView data = PlantedClasses.View(context);
        var model = Trainer(context).Fit(data);
        Trainer(context, o => o.Epochs = 1).Fit(data, data, out TrainingReport scratch);
        Trainer(context, o => (o.Epochs, o.InitialModel) = (1, model)).Fit(data, data, out TrainingReport further);
        further.Losses[0].Validation.Should().BeLessThan(scratch.Losses[0].Validation);
        Action fit = () => Trainer(context, o => o.InitialModel = "no model").Fit(data);
        fit.Should().Throw<ArgumentException>().WithMessage("InitialModel is a String, which holds no weights of several classes*").WithParameterName("InitialModel");
    }

    [Fact]
    public void Softmax_models_are_saved_loaded_and_cross_validated()
    {
        var context = new MLContext(1);
        IDataView data = PlantedClasses.View(context);
        ITransformer model = Trainer(context).Fit(data);
        using var zip = new MemoryStream();
        context.Model.Save(model, data.Schema, zip);
        zip.Position = 0;
        ScoresOf(new MLContext().Model.Load(zip, out _).Transform(data)).Should().Equal(ScoresOf(model.Transform(data)));
        context.MulticlassClassification.CrossValidate(data, Trainer(context), numberOfFolds: 3)
            .Should().OnlyContain(f => f.Metrics.MicroAccuracy > 0.9);
    }

    [Fact]
    public void What_softmax_cannot_use_is_refused()
    {
        var context = new MLContext(1);
        IDataView raw = context.Data.LoadFromEnumerable(PlantedClasses.Make());
        Action fit = () => context.Distributed().SoftmaxRegression("Kind").Fit(raw);
        fit.Should().Throw<ArgumentException>().WithMessage("The label column 'Kind' is of type String, but must be a key of UInt32*MapValueToKey*");
        fit = () => Trainer(context).Fit(PlantedClasses.View(context, 1));
        fit.Should().Throw<ArgumentException>().WithMessage("The label column 'Label'*one class only*");
    }

    private static DistributedSoftmaxRegressionTrainer Trainer(MLContext context, Action<SoftmaxRegressionOptions>? change = null)
    {
        var options = new SoftmaxRegressionOptions { Workers = 1, Seed = 1, Quiet = true, Synchronization = SyncPolicy.BulkSynchronous };
        change?.Invoke(options);
        return context.Distributed().SoftmaxRegression(options);
    }

    private static float[] ScoresOf(IDataView scored) => [.. scored.GetColumn<VBuffer<float>>("Score").SelectMany(s => s.DenseValues())];
}
