using Microsoft.ML.Data;
using Microsoft.ML.Models;

namespace Microsoft.ML.Transforms;

/// <summary>Makes a vector of each key: 1 at its place; of a vector of keys either their sum or one after another.</summary>
public sealed class KeyToVectorMappingTransformer : OneToOneTransformerBase
{
    internal KeyToVectorMappingTransformer(bool counts, params (string Output, string Input)[] pairs)
        : base(pairs) => Counts = Array.ConvertAll(pairs, _ => counts);

    internal KeyToVectorMappingTransformer(ModelLoadContext context)
        : base(context)
    {
        context.Require(ModelVersions.KeyToVector);
        Counts = Array.ConvertAll(Pairs, _ => context.Reader.ReadBoolean());
    }

    /// <summary>For each column whether its keys are counted.</summary>
    internal bool[] Counts { get; }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersion(ModelVersions.KeyToVector);
        SavePairs(ctx);
        Array.ForEach(Counts, ctx.Writer.Write);
    }

    private protected override RowMapper MakeMapper(DataViewSchema schema) => new KeyToVectorMapper(this, schema, InputIndices(schema));
}
