using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>Holds <see cref="DistributedCatalog.SoftmaxRegression(SoftmaxRegressionOptions)"/> to what is expected of all trainers.</summary>
public sealed class SoftmaxRegressionConformanceTests : LinearConformance<RawKeyExample, SoftmaxRegressionOptions>
{
    private const int Classes = 3;

    protected override DataViewType LabelType => new KeyDataViewType(typeof(uint), Classes);

    protected override DataViewType ScoreType => new VectorDataViewType(NumberDataViewType.Single, Classes);

    protected override IReadOnlyList<string> AddedBesideTheScore => ["PredictedLabel"];

    protected override IReadOnlyList<RawKeyExample> RawRows { get; } =
        [.. PlantedExamples.Make(200).Select(r => new RawKeyExample { Label = ExampleView.KeyOf(r.Label) - 1, A = r.Features[0], B = r.Features[3], C = r.Features[6] })];

    protected override IEstimator<ITransformer> Make(DistributedCatalog catalog, SoftmaxRegressionOptions options) => catalog.SoftmaxRegression(options);

    protected override float[] ScoresIn(IDataView scored) => [.. scored.GetColumn<VBuffer<float>>("Score").SelectMany(s => s.DenseValues())];

    protected override float[] EngineScores(MLContext context, ITransformer chain) => [.. Predictions<ProbabilitiesRow>(context, chain).SelectMany(p => p.Score)];

    /// <summary>Of a class's probability.</summary>
    protected override double LossOf(float score, float label) => -Math.Log(score);

    protected override double Loss(MLContext context, IDataView scored)
    {
        float[] probabilities = ScoresIn(scored);
        return scored.GetColumn<uint>(Label).Select((key, row) => LossOf(probabilities[(row * Classes) + (int)key - 1], key)).Average();
    }

    protected override IEnumerable<double> CrossValidated(MLContext context, IEstimator<ITransformer> estimator) => context.MulticlassClassification
        .CrossValidate(Data(), estimator, numberOfFolds: 3, labelColumnName: Label, seed: 1)
        .Select(f => f.Metrics.MicroAccuracy - 0.5);

    protected override IEnumerable<BadInput> BadInputs()
    {
        DataViewType features = new VectorDataViewType(NumberDataViewType.Single, 3);
        ExampleRow[] positives = [new(1, [1, 2, 3]), new(1, [3, 2, 1])];
        return
        [
            .. base.BadInputs(),
            new("a label of Single", new ExampleView(positives, ExampleView.SchemaOf(NumberDataViewType.Single, features)), "*label column 'Label' is of type Single*key*MapValueToKey*", true),
            new("one class only", PlantedExamples.View(positives, LabelType), "All 2 examples have the label key 3 in column 'Label'*", false),
        ];
    }

    private sealed class ProbabilitiesRow
    {
        public float[] Score { get; set; } = [];
    }
}
