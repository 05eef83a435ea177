using Microsoft.ML.Binary;
using Microsoft.ML.Models;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A transformer that scores by a model, and knows the schema that the model was trained on.</summary>
public abstract class PredictionTransformerBase<TModel> : IPredictionTransformer<TModel>, IDisposable
    where TModel : class
{
    private const string ModelPart = "Model";
    private const string SchemaEntry = "TrainSchema";

    private protected PredictionTransformerBase(TModel model, DataViewSchema trainSchema)
    {
        Check.Value(model, nameof(model));
        Check.Value(trainSchema, nameof(trainSchema));
        Model = model;
        TrainSchema = trainSchema;
    }

    private protected PredictionTransformerBase(ModelLoadContext context, TModel model)
        : this(model, ReadSchema(context))
    {
    }

    public TModel Model { get; }

    bool ITransformer.IsRowToRowMapper => true;

    internal DataViewSchema TrainSchema { get; }

    public abstract DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    public IDataView Transform(IDataView input)
    {
        Check.Value(input, nameof(input));
        return new MappedView(input, Bind(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        Check.Value(inputSchema, nameof(inputSchema));
        return Bind(inputSchema);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => SaveModel(ctx);

    public void Dispose() => (Model as IDisposable)?.Dispose();

    internal static TModel ReadModel(IHostEnvironment environment, ModelLoadContext context) =>
        context.LoadPart<TModel>(environment, ModelPart);

    private protected abstract RowMapper MakeMapper(DataViewSchema inputSchema);

    private protected abstract void SaveModel(ModelSaveContext ctx);

    private protected MappedRows Bind(DataViewSchema inputSchema) => new(MakeMapper(inputSchema));

    private protected void SaveModelAndSchema(ModelSaveContext ctx)
    {
        ctx.SavePart((ICanSaveModel)Model, ModelPart);
        using var schema = new MemoryStream();
        BinarySaver.Save(new EmptyView(TrainSchema), schema, keepHidden: false);
        ctx.SaveEntry(SchemaEntry, schema);
    }

    private static DataViewSchema ReadSchema(ModelLoadContext context) =>
        BinaryView.Open(context.ReadEntry(SchemaEntry) ?? new MemoryStream()).Schema;
}
