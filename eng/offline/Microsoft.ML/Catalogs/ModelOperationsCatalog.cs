using Microsoft.ML.Binary;
using Microsoft.ML.Data;
using Microsoft.ML.Models;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Saves and loads models, and makes prediction engines of them.</summary>
public sealed class ModelOperationsCatalog : IInternalCatalog
{
    private const string TransformerDirectory = "TransformerChain";
    private const string SchemaEntry = "Schema";

    private readonly IHostEnvironment _environment;

    internal ModelOperationsCatalog(IHostEnvironment environment) => _environment = environment;

    IHostEnvironment IInternalCatalog.Environment => _environment;

    public void Save(ITransformer model, DataViewSchema inputSchema, Stream stream)
    {
        Check.Value(stream, nameof(stream));
        using var writer = new ModelWriter(stream);
        if (model != null)
            writer.WriteModel(model, TransformerDirectory);
        if (inputSchema == null)
            return;
        using var schema = new MemoryStream();
        BinarySaver.Save(new EmptyView(inputSchema), schema, keepHidden: true);
        writer.WriteEntry(SchemaEntry, schema);
    }

    public void Save(ITransformer model, DataViewSchema inputSchema, string filePath)
    {
        Check.NotEmpty(filePath, nameof(filePath));
        using FileStream stream = File.Create(filePath);
        Save(model, inputSchema, stream);
    }

    public ITransformer Load(Stream stream, out DataViewSchema inputSchema)
    {
        Check.Value(stream, nameof(stream));
        using var reader = new ModelReader(stream);
        MemoryStream schema = reader.ReadEntry(SchemaEntry);
        bool hasModel = reader.ReadEntry($"{TransformerDirectory}/{ModelWriter.PartName}") != null;
        Check.State(schema != null || hasModel, "Could not load legacy format model");
        inputSchema = schema == null ? null : BinaryView.Open(schema).Schema;
        return reader.ReadModel<ITransformer>(_environment, TransformerDirectory);
    }

    public ITransformer Load(string filePath, out DataViewSchema inputSchema)
    {
        Check.NotEmpty(filePath, nameof(filePath));
        using FileStream stream = File.OpenRead(filePath);
        return Load(stream, out inputSchema);
    }

    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(
        ITransformer transformer,
        bool ignoreMissingColumns = true,
        SchemaDefinition inputSchemaDefinition = null,
        SchemaDefinition outputSchemaDefinition = null)
        where TSrc : class
        where TDst : class, new() => new(transformer, ignoreMissingColumns, inputSchemaDefinition, outputSchemaDefinition);

    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, DataViewSchema inputSchema)
        where TSrc : class
        where TDst : class, new() => new(transformer, false, TypedViews.DefinitionFor<TSrc>(inputSchema));

    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, PredictionEngineOptions options)
        where TSrc : class
        where TDst : class, new() =>
        new(transformer, options.IgnoreMissingColumns, options.InputSchemaDefinition, options.OutputSchemaDefinition, options.OwnsTransformer);
}
