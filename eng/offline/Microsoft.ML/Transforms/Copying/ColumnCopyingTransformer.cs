using Microsoft.ML.Data;
using Microsoft.ML.Models;

namespace Microsoft.ML.Transforms;

/// <summary>Columns under other names.</summary>
public sealed class ColumnCopyingTransformer : OneToOneTransformerBase
{
    internal ColumnCopyingTransformer(params (string Output, string Input)[] pairs)
        : base(pairs)
    {
    }

    internal ColumnCopyingTransformer(ModelLoadContext context)
        : base(context) => context.Require(ModelVersions.CopyColumns);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersion(ModelVersions.CopyColumns);
        SavePairs(ctx);
    }

    private protected override RowMapper MakeMapper(DataViewSchema schema) => new Mapper(this, schema);

    private sealed class Mapper(ColumnCopyingTransformer parent, DataViewSchema schema) : OneToOneMapper(schema, parent.InputIndices(schema))
    {
        public override DataViewSchema.DetachedColumn[] Outputs =>
            [.. parent.Pairs.Select((p, i) => new DataViewSchema.DetachedColumn(p.Output, InputOf(i).Type, InputOf(i).Annotations))];

        public override Delegate GetterOf(int output, DataViewRow input) => Getters.Of(input, input.Schema[InputOf(output).Index]);
    }
}
