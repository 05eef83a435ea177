using Microsoft.ML.Models;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A prediction transformer that reads one column of features.</summary>
public abstract class SingleFeaturePredictionTransformerBase<TModel> : PredictionTransformerBase<TModel>, ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected SingleFeaturePredictionTransformerBase(TModel model, DataViewSchema trainSchema, string featureColumn)
        : base(model, trainSchema)
    {
        FeatureColumnName = featureColumn;
        FeatureColumnType = TypeIn(trainSchema, featureColumn);
    }

    private protected SingleFeaturePredictionTransformerBase(ModelLoadContext context, TModel model)
        : base(context, model)
    {
        FeatureColumnName = context.ReadTextOrNull();
        FeatureColumnType = TypeIn(TrainSchema, FeatureColumnName);
    }

    public string FeatureColumnName { get; }

    public DataViewType FeatureColumnType { get; }

    public sealed override DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        Check.Value(inputSchema, nameof(inputSchema));
        DataViewType type = TypeIn(inputSchema, FeatureColumnName);
        if (type != null && !type.Equals(FeatureColumnType))
            throw Fail.ColumnType(nameof(inputSchema), "feature", FeatureColumnName, FeatureColumnType.ToString(), type.ToString());
        return Bind(inputSchema).OutputSchema;
    }

    private protected sealed override void SaveModel(ModelSaveContext ctx)
    {
        Check.Value(ctx, nameof(ctx));
        SaveBody(ctx);
    }

    private protected virtual void SaveBody(ModelSaveContext ctx)
    {
        SaveModelAndSchema(ctx);
        ctx.WriteTextOrNull(FeatureColumnName);
    }

    private protected DataViewSchema.Column FeaturesIn(DataViewSchema schema) =>
        schema.GetColumnOrNull(FeatureColumnName) ?? throw Fail.ColumnMissing("inputSchema", "feature", FeatureColumnName);

    private static DataViewType TypeIn(DataViewSchema schema, string column)
    {
        if (column == null)
            return null;
        return schema.GetColumnOrNull(column)?.Type ?? throw Fail.ColumnMissing("inputSchema", "feature", column);
    }
}
