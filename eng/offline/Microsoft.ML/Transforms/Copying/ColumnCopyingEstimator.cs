using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

public sealed class ColumnCopyingEstimator : TrivialEstimator<ColumnCopyingTransformer>
{
    internal ColumnCopyingEstimator(params (string Output, string Input)[] pairs)
        : base(new ColumnCopyingTransformer(pairs))
    {
    }

    private protected override SchemaShape ShapeFrom(SchemaShape inputSchema) =>
        inputSchema.With(Transformer.Pairs.Select(p => Find(inputSchema, p.Input).Renamed(p.Output)));
}
