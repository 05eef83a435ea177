using Distributed.Learning;
using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>What is expected of linear trainers beside what is expected of all, and the data that they like.</summary>
/// <typeparam name="TRaw">A row as a user's own class.</typeparam>
/// <typeparam name="TOptions">The trainer's options.</typeparam>
public abstract class LinearConformance<TRaw, TOptions> : EstimatorConformance<TRaw>
    where TRaw : class, new()
    where TOptions : LinearOptions, new()
{
    protected override string LogSource => new TOptions().TrainerName;

    protected override string Label => "Label";

    protected override bool IsCertain => new TOptions() is LinearGapOptions;

    protected override IReadOnlyList<string> Policies => IsCertain ? ["bsp"] : base.Policies;

    protected override double LearnsTo => IsCertain ? 0.97 : 0.9;

    /// <summary>The label's type.</summary>
    protected abstract DataViewType LabelType { get; }

    /// <summary>φ of a score, the label being −1 or 1 for two classes.</summary>
    protected abstract double LossOf(float score, float label);

    /// <summary>Makes the trainer of its own options.</summary>
    protected abstract IEstimator<ITransformer> Make(DistributedCatalog catalog, TOptions options);

    protected override TrainerUnderTest Make(MLContext context, ConformanceOptions options)
    {
        TOptions own = options.ApplyTo(new TOptions
        {
            Epochs = options.Epochs,
            Quiet = options.Quiet,
            ValidationFraction = options.ValidationFraction,
            EarlyStopAfterEpochs = options.EarlyStopAfterEpochs,
            InitialModel = options.InitialModel,
        });
        if (own is LinearGapOptions gap)
            gap.GapTarget = float.Epsilon;

        // With the usual one the first epoch of these data is near the optimum, and there would be no progress to see.
        if (own is LinearGradientOptions gradient)
            gradient.LearningRate = 0.1f;
        if (own is SdcaOptions sdca)
            (sdca.L2, sdca.Shrinks) = (1e-3f, false);
        return UnderTest(Make(context.Distributed(), own));
    }

    /// <summary>The trainer as the suite uses it.</summary>
    protected static TrainerUnderTest UnderTest(IEstimator<ITransformer> trainer) => trainer switch
    {
        DistributedLogisticRegressionTrainer t => UnderTest(t),
        DistributedLinearSvmTrainer t => UnderTest(t),
        DistributedLinearRegressionTrainer t => UnderTest(t),
        DistributedSoftmaxRegressionTrainer t => UnderTest(t),
        _ => throw new ArgumentException(trainer.GetType().Name, nameof(trainer)),
    };

    protected override IDataView Data(int seed = 1) => PlantedExamples.View(PlantedExamples.Make(seed: seed), LabelType);

    protected override IDataView Noise(int seed) => PlantedExamples.View(PlantedExamples.Noise(seed), LabelType);

    protected override IEstimator<ITransformer> Prepare(MLContext context) => context.Transforms.Concatenate("Features", "A", "B", "C");

    protected override double Loss(MLContext context, IDataView scored)
    {
        float[] scores = [.. scored.GetColumn<float>("Score")];
        float[] labels = LabelType is BooleanDataViewType
            ? [.. scored.GetColumn<bool>(Label).Select(l => l ? 1f : -1f)]
            : [.. scored.GetColumn<float>(Label)];
        return scores.Zip(labels, LossOf).Average();
    }

    protected override IEnumerable<BadInput> BadInputs()
    {
        DataViewType single = NumberDataViewType.Single, features = new VectorDataViewType(NumberDataViewType.Single, 3);
        yield return BySchema("no label", ExampleView.SchemaOf(TextDataViewType.Instance, features), "*label column 'Label'*String*");
        yield return BySchema("features of Double", ExampleView.SchemaOf(LabelType, new VectorDataViewType(NumberDataViewType.Double, 3)), "*feature*'Features'*Double*Single*");
        yield return BySchema("one feature", ExampleView.SchemaOf(LabelType, single), "*feature*'Features'*vector*");
        yield return BySchema("features of unknown size", ExampleView.SchemaOf(LabelType, new VectorDataViewType(NumberDataViewType.Single)), "*feature*'Features'*size*");
        yield return new("other columns", new MLContext(1).Data.LoadFromEnumerable(RawRows), "There is no feature column 'Features'; the data has: 'Label', 'A', *", true);
        yield return new("no rows", new ExampleView([], ExampleView.SchemaOf(LabelType, features)), "The data has no rows*", false);
        yield return ByRow("a feature that is no number", new(1, [1, float.NaN, 3]), "Row 2 of the data*NaN*'Features'*");
        yield return ByRow("an infinite feature", new(1, [1, 2, float.NegativeInfinity]), "Row 2 of the data*Infinity*'Features'*");
        yield return new(
            "too many features", new ExampleView([], ExampleView.SchemaOf(LabelType, new VectorDataViewType(NumberDataViewType.Single, int.MaxValue))), "*2147483647 features*", false);
    }

    /// <summary>Data whose third row cannot be used.</summary>
    protected BadInput ByRow(string name, ExampleRow row, string message) =>
        new(name, PlantedExamples.View([new(1, [1, 2, 3]), new(-1, [3, 2, 1]), row, new(1, [1, 1, 1])], LabelType), message, false);

    private static BadInput BySchema(string name, DataViewSchema schema, string message) => new(name, new ExampleView([], schema), message, true);

    private static TrainerUnderTest UnderTest<TTransformer, TModel>(DistributedTrainer<TTransformer, TModel> trainer)
        where TTransformer : class, IPredictionTransformer<TModel>
        where TModel : class => new(
            (IEstimator<ITransformer>)trainer,
            data => (trainer.Fit(data, out TrainingReport report), report),
            (train, validation) => (trainer.Fit(train, validation, out TrainingReport report), report));
}
