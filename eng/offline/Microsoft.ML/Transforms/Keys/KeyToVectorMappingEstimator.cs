using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class KeyToVectorMappingEstimator : TrivialEstimator<KeyToVectorMappingTransformer>
{
    internal KeyToVectorMappingEstimator(bool counts, params (string Output, string Input)[] pairs)
        : base(new KeyToVectorMappingTransformer(counts, pairs))
    {
    }

    private protected override SchemaShape ShapeFrom(SchemaShape inputSchema) =>
        inputSchema.With(Transformer.Pairs.Select((p, i) => Output(p.Output, Find(inputSchema, p.Input), Transformer.Counts[i])));

    private static SchemaShape.Column Output(string name, SchemaShape.Column input, bool counts)
    {
        if (!input.IsKey)
            throw Fail.ColumnType("inputSchema", "input", input.Name, "Key", input.TypeText());
        bool isScalar = input.Kind == SchemaShape.Column.VectorKind.Scalar;
        List<SchemaShape.Column> annotations = [];
        if (input.KeyNames() is { ItemType: TextDataViewType } && (counts || input.Kind != SchemaShape.Column.VectorKind.VariableVector))
            annotations.Add(new(AnnotationKinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false));
        if (!counts && input.Kind != SchemaShape.Column.VectorKind.VariableVector)
            annotations.Add(new(AnnotationKinds.CategoricalSlotRanges, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Int32, false));
        if (!counts || isScalar)
            annotations.Add(ShapeAnnotations.IsNormalizedColumn);
        SchemaShape.Column.VectorKind kind = !counts && input.Kind == SchemaShape.Column.VectorKind.VariableVector
            ? SchemaShape.Column.VectorKind.VariableVector : SchemaShape.Column.VectorKind.Vector;
        return new SchemaShape.Column(name, kind, NumberDataViewType.Single, false, new SchemaShape(annotations));
    }
}
