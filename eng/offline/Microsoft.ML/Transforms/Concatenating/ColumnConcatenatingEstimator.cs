using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private readonly string _output;
    private readonly string[] _inputs;

    internal ColumnConcatenatingEstimator(string outputColumnName, params string[] inputColumnNames)
    {
        Check.NotEmpty(outputColumnName, nameof(outputColumnName));
        Check.Value(inputColumnNames, nameof(inputColumnNames));
        Check.Argument(inputColumnNames.Length > 0, nameof(inputColumnNames), "Input columns not specified");
        Check.Argument(!inputColumnNames.Any(string.IsNullOrEmpty), nameof(inputColumnNames), "Contained some null or empty items");
        _output = outputColumnName;
        _inputs = inputColumnNames;
    }

    public ColumnConcatenatingTransformer Fit(IDataView input)
    {
        Check.Value(input, nameof(input));
        return new ColumnConcatenatingTransformer(_output, _inputs);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Check.Value(inputSchema, nameof(inputSchema));
        SchemaShape.Column[] inputs = Array.ConvertAll(
            _inputs,
            name => inputSchema.TryFindColumn(name, out SchemaShape.Column column) ? column : throw Fail.ColumnMissing("inputSchema", "input", name));
        foreach (SchemaShape.Column input in inputs)
        {
            Check.State(!input.IsKey, $"Column '{input.Name}' is key. Concatenation of keys is unsupported.");
            Check.State(
                input.ItemType.Equals(inputs[0].ItemType),
                $"Concatenated columns should have the same type. Column '{input.Name}' has type of {input.ItemType}, "
                + $"but expected column type is {inputs[0].ItemType}.");
        }
        bool varies = inputs.Any(c => c.Kind == SchemaShape.Column.VectorKind.VariableVector);
        SchemaShape.Column.VectorKind kind = varies ? SchemaShape.Column.VectorKind.VariableVector : SchemaShape.Column.VectorKind.Vector;
        return inputSchema.With(new SchemaShape.Column(_output, kind, inputs[0].ItemType, false, new SchemaShape(AnnotationsOf(inputs))));
    }

    private static IEnumerable<SchemaShape.Column> AnnotationsOf(SchemaShape.Column[] inputs)
    {
        if (inputs.All(c => c.IsNormalized()))
            yield return ShapeAnnotations.IsNormalizedColumn;
        if (inputs.Any(c => c.HasCategories()))
            yield return new(AnnotationKinds.CategoricalSlotRanges, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Int32, false);
        if (inputs.Any(c => c.Kind == SchemaShape.Column.VectorKind.Scalar || c.HasSlotNames()))
            yield return new(AnnotationKinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false);
    }
}
