using Microsoft.ML.Data;

namespace Microsoft.ML.Trainers;

public abstract class SdcaMulticlassTrainerBase<TModel>
    : SdcaTrainerBase<SdcaMulticlassTrainerBase<TModel>.MulticlassOptions, MulticlassPredictionTransformer<TModel>, TModel>
    where TModel : class
{
    private protected SdcaMulticlassTrainerBase(MulticlassOptions options)
        : base(options, new(options.LabelColumnName, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, isKey: true))
    {
    }

    private protected override SchemaShape.Column[] Outputs(SchemaShape input)
    {
        input.TryFindColumn(LabelColumn.Name, out SchemaShape.Column label);
        SchemaShape predicted = label.KeyNames() is { } names ? new SchemaShape([names, .. ShapeAnnotations.OfScore()]) : ShapeAnnotations.OfScore();
        return
        [
            new(DefaultColumnNames.Score, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, ShapeAnnotations.OfClassScores(label)),
            new(DefaultColumnNames.PredictedLabel, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true, predicted),
        ];
    }

    public class MulticlassOptions : OptionsBase;
}
