using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class ColumnSelectingEstimator : TrivialEstimator<ColumnSelectingTransformer>
{
    internal ColumnSelectingEstimator(string[] columns, bool keeps, bool keepHidden)
        : base(new ColumnSelectingTransformer(columns, keeps, keepHidden))
    {
    }

    private protected override SchemaShape ShapeFrom(SchemaShape inputSchema)
    {
        Transformer.RequireAll(inputSchema.Select(c => c.Name));
        return new SchemaShape(inputSchema.Where(c => Transformer.Keeps(c.Name)));
    }
}
