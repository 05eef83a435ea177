using Microsoft.ML.Data;
using Microsoft.ML.Models;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Trainers.Recommender;

/// <summary>Adds the score of two keys.</summary>
public sealed class MatrixFactorizationPredictionTransformer : PredictionTransformerBase<MatrixFactorizationModelParameters>
{
    private readonly string _columnIndexName;
    private readonly string _rowIndexName;

    private MatrixFactorizationPredictionTransformer(ModelLoadContext context, MatrixFactorizationModelParameters model)
        : base(context, model)
    {
        _columnIndexName = context.ReadText();
        _rowIndexName = context.ReadText();
        MakeMapper(TrainSchema);
    }

    public override DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        Check.Value(inputSchema, nameof(inputSchema));
        return Bind(inputSchema).OutputSchema;
    }

    internal static object Load(IHostEnvironment environment, ModelLoadContext context)
    {
        context.Require(FactorizationVersions.Transformer);
        return new MatrixFactorizationPredictionTransformer(context, ReadModel(environment, context));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersion(FactorizationVersions.Transformer);
        SaveModelAndSchema(ctx);
        ctx.WriteText(_columnIndexName);
        ctx.WriteText(_rowIndexName);
    }

    private protected override RowMapper MakeMapper(DataViewSchema inputSchema) => new Mapper(
        inputSchema,
        Model,
        KeyIn(inputSchema, "matrixColumnIndex", "column", _columnIndexName, Model.ColumnType),
        KeyIn(inputSchema, "matrixRowIndex", "row", _rowIndexName, Model.RowType));

    private static DataViewSchema.Column KeyIn(DataViewSchema schema, string role, string axis, string name, KeyDataViewType expected)
    {
        DataViewSchema.Column column = schema.GetColumnOrNull(name) ?? throw Fail.ColumnMissing("inputSchema", role, name);
        Check.Argument(
            column.Type.Equals(expected),
            nameof(schema),
            $"Input {axis} index type '{column.Type}' incompatible with predictor's {axis} index type '{expected}'");
        return column;
    }

    private sealed class Mapper(
        DataViewSchema schema, MatrixFactorizationModelParameters model, DataViewSchema.Column columnIndex, DataViewSchema.Column rowIndex)
        : RowMapper(schema)
    {
        public override DataViewSchema.DetachedColumn[] Outputs => [ScoreColumns.Score(InputSchema, "Regression")];

        public override IEnumerable<int> InputsOf(int output) => [columnIndex.Index, rowIndex.Index];

        public override Delegate GetterOf(int output, DataViewRow input)
        {
            ValueGetter<uint> getColumn = input.GetGetter<uint>(input.Schema[columnIndex.Index]);
            ValueGetter<uint> getRow = input.GetGetter<uint>(input.Schema[rowIndex.Index]);
            uint column = 0;
            uint row = 0;
            return (ValueGetter<float>)((ref float score) =>
            {
                getColumn(ref column);
                getRow(ref row);
                score = model.Score(column, row);
            });
        }
    }
}
