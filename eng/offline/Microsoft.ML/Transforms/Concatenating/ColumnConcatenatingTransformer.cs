using Microsoft.ML.Models;

namespace Microsoft.ML.Data;

/// <summary>Columns of one item type, put together into a vector.</summary>
public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    private readonly Concatenation[] _columns;

    internal ColumnConcatenatingTransformer(string output, string[] inputs) => _columns = [new Concatenation(output, inputs)];

    internal ColumnConcatenatingTransformer(ModelLoadContext context)
    {
        context.Require(ModelVersions.Concatenate);
        _columns = new Concatenation[context.Reader.ReadInt32()];
        for (int i = 0; i < _columns.Length; i++)
        {
            string output = context.ReadText();
            var inputs = new string[context.Reader.ReadInt32()];
            for (int j = 0; j < inputs.Length; j++)
            {
                inputs[j] = context.ReadText();
                context.ReadTextOrNull();
            }
            _columns[i] = new Concatenation(output, inputs);
        }
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersion(ModelVersions.Concatenate);
        ctx.Writer.Write(_columns.Length);
        foreach (Concatenation column in _columns)
        {
            ctx.WriteText(column.Output);
            ctx.Writer.Write(column.Inputs.Length);
            foreach (string input in column.Inputs)
            {
                ctx.WriteText(input);
                ctx.WriteTextOrNull(null);
            }
        }
    }

    private protected override RowMapper MakeMapper(DataViewSchema schema) => new Mapper(schema, _columns);

    private sealed class Mapper : RowMapper
    {
        private readonly ConcatenatedColumn[] _columns;

        public Mapper(DataViewSchema schema, Concatenation[] columns)
            : base(schema) => _columns = Array.ConvertAll(columns, c => new ConcatenatedColumn(schema, c));

        public override DataViewSchema.DetachedColumn[] Outputs => Array.ConvertAll(_columns, c => c.Column);

        public override IEnumerable<int> InputsOf(int output) => _columns[output].Sources.Select(c => c.Index);

        public override Delegate GetterOf(int output, DataViewRow input) => _columns[output].GetterOver(input);
    }
}
