using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    internal const int MaximumNumberOfKeysDefault = 1000000;

    private readonly KeyMapping[] _columns;
    private readonly IDataView _keyData;

    internal ValueToKeyMappingEstimator(KeyMapping[] columns, IDataView keyData)
    {
        Check.Argument(columns.Length > 0, nameof(columns), "columns cannot be null or empty");
        foreach (KeyMapping column in columns)
            Check.NotBlank(column.Output, "outputColumnName");
        Check.Argument(
            keyData == null || keyData.Schema.Count == 1,
            nameof(keyData),
            "If specified, this data view should contain only a single column containing the terms to map.");
        _columns = columns;
        _keyData = keyData;
    }

    public enum KeyOrdinality : byte
    {
        ByOccurrence = 0,
        ByValue = 1,
    }

    public ValueToKeyMappingTransformer Fit(IDataView input) => new(_columns, TermsLearner.Learn(input, _columns, _keyData));

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Check.Value(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(c => Output(inputSchema, c)));
    }

    private static SchemaShape.Column Output(SchemaShape schema, KeyMapping column)
    {
        if (!schema.TryFindColumn(column.Input, out SchemaShape.Column input) || !input.ItemType.IsStandardScalar())
            throw Fail.ColumnMissing("inputSchema", "input", column.Input);
        bool hasValues = input.Annotations.TryFindColumn(AnnotationKinds.KeyValues, out SchemaShape.Column values)
            && values.Kind == SchemaShape.Column.VectorKind.Vector;
        if (!input.IsKey || !hasValues)
        {
            DataViewType valueType = column.ValuesAsText ? TextDataViewType.Instance : input.ItemType;
            values = new(AnnotationKinds.KeyValues, SchemaShape.Column.VectorKind.Vector, valueType, input.IsKey);
        }
        SchemaShape.Column[] annotations = input.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out SchemaShape.Column names)
            ? [names, values] : [values];
        return new SchemaShape.Column(column.Output, input.Kind, NumberDataViewType.UInt32, true, new SchemaShape(annotations));
    }
}
