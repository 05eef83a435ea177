using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class KeyToValueMappingEstimator : TrivialEstimator<KeyToValueMappingTransformer>
{
    internal KeyToValueMappingEstimator(params (string Output, string Input)[] pairs)
        : base(new KeyToValueMappingTransformer(pairs))
    {
    }

    private protected override SchemaShape ShapeFrom(SchemaShape inputSchema) =>
        inputSchema.With(Transformer.Pairs.Select(p => Output(p.Output, Find(inputSchema, p.Input))));

    private static SchemaShape.Column Output(string name, SchemaShape.Column input)
    {
        if (!input.IsKey)
            throw Fail.ColumnType("inputSchema", "input", input.Name, "KeyType", input.TypeText());
        Check.Argument(
            input.Annotations.TryFindColumn(AnnotationKinds.KeyValues, out SchemaShape.Column values),
            "inputSchema",
            $"Input column '{input.Name}' doesn't contain key values metadata");
        SchemaShape annotations = input.HasSlotNames() && input.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out SchemaShape.Column names)
            ? new SchemaShape([names]) : null;
        return new SchemaShape.Column(name, input.Kind, values.ItemType, values.IsKey, annotations);
    }
}
