using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>An estimator that learns nothing: its transformer is made with it.</summary>
public abstract class TrivialEstimator<TTransformer> : IEstimator<TTransformer>
    where TTransformer : class, ITransformer
{
    private protected TrivialEstimator(TTransformer transformer) => Transformer = transformer;

    private protected TTransformer Transformer { get; }

    public TTransformer Fit(IDataView input)
    {
        Check.Value(input, nameof(input));
        // a mistake in the schema shows here and not at the first row
        Transformer.GetOutputSchema(input.Schema);
        return Transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Check.Value(inputSchema, nameof(inputSchema));
        return ShapeFrom(inputSchema);
    }

    private protected abstract SchemaShape ShapeFrom(SchemaShape inputSchema);

    private protected static SchemaShape.Column Find(SchemaShape schema, string name) =>
        schema.TryFindColumn(name, out SchemaShape.Column column) ? column : throw Fail.ColumnMissing("inputSchema", "input", name);
}
