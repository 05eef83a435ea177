using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers;

/// <summary>A native trainer as far as others build on it: its options, its schema check and its info. It does not train.</summary>
public abstract class TrainerEstimatorBase<TTransformer, TModel> : ITrainerEstimator<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    public readonly SchemaShape.Column FeatureColumn;
    public readonly SchemaShape.Column LabelColumn;
    public readonly SchemaShape.Column WeightColumn;

    private protected TrainerEstimatorBase(string feature, SchemaShape.Column label, string weight)
    {
        FeatureColumn = new(feature, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false);
        LabelColumn = label;
        if (weight != null)
            WeightColumn = Scalar(weight, NumberDataViewType.Single);
    }

    public abstract TrainerInfo Info { get; }

    public TTransformer Fit(IDataView input)
    {
        Check.Value(input, nameof(input));
        CheckInput(SchemaShape.Create(input.Schema));
        throw new NotSupportedException(
            "This is the offline stand-in of Microsoft.ML: it has the trainer's contract but does not train. "
            + "Restore the real package to train with it.");
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Check.Value(inputSchema, nameof(inputSchema));
        CheckInput(inputSchema);
        return inputSchema.With(Outputs(inputSchema));
    }

    internal static SchemaShape.Column Scalar(string name, DataViewType type, SchemaShape annotations = null) =>
        new(name, SchemaShape.Column.VectorKind.Scalar, type, false, annotations);

    private protected abstract SchemaShape.Column[] Outputs(SchemaShape input);

    private void CheckInput(SchemaShape schema)
    {
        Require(schema, "feature", FeatureColumn);
        if (WeightColumn.IsValid)
            Require(schema, "weight", WeightColumn);
        Require(schema, "label", LabelColumn);
    }

    private static void Require(SchemaShape schema, string role, SchemaShape.Column wanted)
    {
        if (!schema.TryFindColumn(wanted.Name, out SchemaShape.Column found))
            throw Fail.ColumnMissing("inputSchema", role, wanted.Name);
        if (!wanted.IsCompatibleWith(found))
            throw Fail.ColumnType("inputSchema", role, wanted.Name, wanted.TypeText(), found.TypeText());
    }
}
