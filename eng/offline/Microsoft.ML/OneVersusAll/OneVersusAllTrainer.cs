using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>Trains each class against all others by a trainer for two classes.</summary>
public sealed class OneVersusAllTrainer
    : ITrainerEstimator<MulticlassPredictionTransformer<OneVersusAllModelParameters>, OneVersusAllModelParameters>
{
    private readonly ITrainerEstimator<ISingleFeaturePredictionTransformer<object>, object> _trainer;
    private readonly string _label;
    private readonly bool _useProbabilities;

    internal OneVersusAllTrainer(
        ITrainerEstimator<ISingleFeaturePredictionTransformer<object>, object> trainer, string label, bool useProbabilities)
    {
        _trainer = trainer;
        _label = label;
        _useProbabilities = useProbabilities;
        Info = new TrainerInfo(trainer.Info.NeedNormalization);
    }

    public TrainerInfo Info { get; }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Check.Value(inputSchema, nameof(inputSchema));
        var wanted = new SchemaShape.Column(_label, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, isKey: true);
        if (!inputSchema.TryFindColumn(_label, out SchemaShape.Column label))
            throw Fail.ColumnMissing(nameof(inputSchema), "label", _label);
        if (!wanted.IsCompatibleWith(label))
            throw Fail.ColumnType(nameof(inputSchema), "label", _label, wanted.TypeText(), label.TypeText());
        SchemaShape predicted = label.KeyNames() is { } names ? new SchemaShape([.. ShapeAnnotations.OfScore(), names]) : ShapeAnnotations.OfScore();
        return inputSchema.With(
            new SchemaShape.Column(
                DefaultColumnNames.Score, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, ShapeAnnotations.OfClassScores(label)),
            new SchemaShape.Column(
                DefaultColumnNames.PredictedLabel, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true, predicted));
    }

    public MulticlassPredictionTransformer<OneVersusAllModelParameters> Fit(IDataView input)
    {
        Check.Value(input, nameof(input));
        DataViewSchema.Column label = input.Schema.GetColumnOrNull(_label) ?? throw Fail.ColumnMissing(nameof(input), "label", _label);
        if (label.Type is not KeyDataViewType key || key.RawType != typeof(uint))
            throw Fail.ColumnType(nameof(input), "label", _label, "Key<UInt32>", label.Type.ToString());

        // the first class is trained twice, which is how the real one finds out what the features are called
        string features = Train(input, label, 0).FeatureColumnName;
        object[] models = [.. Enumerable.Range(0, (int)key.Count).Select(c => Train(input, label, c).Model)];
        return new(new OneVersusAllModelParameters(models, _useProbabilities), input.Schema, features, _label);
    }

    private ISingleFeaturePredictionTransformer<object> Train(IDataView input, DataViewSchema.Column label, int classIndex)
    {
        var against = new MappedView(input, new MappedRows(new ClassAgainstOthers(input.Schema, label, classIndex)));
        ISingleFeaturePredictionTransformer<object> one = _trainer.Fit(against);
        if (_useProbabilities && one.Model is not Calibrators.CalibratedModelParametersBase)
        {
            throw new NotSupportedException(
                "This is the offline stand-in of Microsoft.ML: it calibrates no models, as one-versus-all with probabilities does with those that have none. "
                + "Use a calibrated trainer, useProbabilities: false, or the real package.");
        }
        return one;
    }
}
