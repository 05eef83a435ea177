using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>What is expected of linear trainers of numbers.</summary>
public abstract class RegressorConformance<TOptions> : LinearConformance<RawNumberExample, TOptions>
    where TOptions : LinearOptions, new()
{
    protected override DataViewType LabelType => NumberDataViewType.Single;

    protected override IReadOnlyList<RawNumberExample> RawRows { get; } =
        [.. PlantedExamples.Make(200).Select(r => new RawNumberExample { Label = r.Label, A = r.Features[0], B = r.Features[3], C = r.Features[6] })];

    protected override double LossOf(float score, float label) => 0.5 * (score - label) * (score - label);

    protected override IEnumerable<BadInput> BadInputs()
    {
        DataViewType features = new VectorDataViewType(NumberDataViewType.Single, 3);
        return
        [
            .. base.BadInputs(),
            new("a label of Boolean", new ExampleView([new(1, [1, 2, 3])], ExampleView.SchemaOf(BooleanDataViewType.Instance, features)), "*label column 'Label' is of type Boolean*Single*", true),
            ByRow("no label", new(float.NaN, [1, 2, 3]), "Row 2 of the data*NaN*'Label'*"),
        ];
    }
}
