using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class TypeConvertingEstimator : TrivialEstimator<TypeConvertingTransformer>
{
    internal TypeConvertingEstimator(DataKind kind, params (string Output, string Input)[] pairs)
        : base(new TypeConvertingTransformer(kind, pairs))
    {
    }

    private protected override SchemaShape ShapeFrom(SchemaShape inputSchema) => inputSchema.With(Transformer.Pairs.Select((pair, i) =>
    {
        SchemaShape.Column input = Find(inputSchema, pair.Input);
        PrimitiveDataViewType target = Transformer.TargetOf(i, input.ItemType);
        Check.Argument(
            target != null && Conversion.Find(input.ItemType, target) != null,
            nameof(inputSchema),
            $"Don't know how to convert {pair.Input} into {Transformer.KindOf(i)}");
        return new SchemaShape.Column(pair.Output, input.Kind, target, false, input.Annotations);
    }));
}
