using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>What is expected of linear trainers of two classes.</summary>
public abstract class ClassifierConformance<TOptions> : LinearConformance<RawClassExample, TOptions>
    where TOptions : LinearOptions, new()
{
    protected override DataViewType LabelType => BooleanDataViewType.Instance;

    protected override IReadOnlyList<string> AddedBesideTheScore => ["PredictedLabel"];

    protected override IReadOnlyList<RawClassExample> RawRows { get; } =
        [.. PlantedExamples.Make(200).Select(r => new RawClassExample { Label = r.Label > 0, A = r.Features[0], B = r.Features[3], C = r.Features[6] })];

    protected override IEnumerable<double> CrossValidated(MLContext context, IEstimator<ITransformer> estimator) => context.BinaryClassification
        .CrossValidateNonCalibrated(Data(), estimator, numberOfFolds: 3, labelColumnName: Label, seed: 1)
        .Select(f => f.Metrics.AreaUnderRocCurve - 0.7);

    protected override IEnumerable<BadInput> BadInputs()
    {
        DataViewType features = new VectorDataViewType(NumberDataViewType.Single, 3);
        ExampleRow[] positives = [new(1, [1, 2, 3]), new(1, [3, 2, 1])];
        return
        [
            .. base.BadInputs(),
            new("a label of Single", new ExampleView(positives, ExampleView.SchemaOf(NumberDataViewType.Single, features)), "*label column 'Label' is of type Single*Boolean*", true),
            new("one class only", PlantedExamples.View(positives, LabelType), "All 2 examples have the label true in column 'Label'*", false),
        ];
    }
}
