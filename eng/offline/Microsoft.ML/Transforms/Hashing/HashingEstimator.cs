using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class HashingEstimator : IEstimator<HashingTransformer>
{
    private readonly HashedColumn[] _columns;

    internal HashingEstimator(params HashedColumn[] columns) => _columns = Array.ConvertAll(columns, c => c.Checked());

    public HashingTransformer Fit(IDataView input)
    {
        Check.Value(input, nameof(input));
        var transformer = new HashingTransformer(_columns);
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Check.Value(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(c => Output(c, inputSchema)));
    }

    private static SchemaShape.Column Output(HashedColumn column, SchemaShape schema)
    {
        if (!schema.TryFindColumn(column.Input, out SchemaShape.Column input))
            throw Fail.ColumnMissing("inputSchema", "input", column.Input);
        HashingTransformer.RequireType(input.ItemType);
        SchemaShape annotations = input.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out SchemaShape.Column names) ? new SchemaShape([names]) : null;
        return new SchemaShape.Column(column.Output, input.Kind, NumberDataViewType.UInt32, true, annotations);
    }
}
