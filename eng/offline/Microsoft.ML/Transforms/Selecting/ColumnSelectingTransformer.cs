using Microsoft.ML.Data;
using Microsoft.ML.Models;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Keeps some columns, or drops some.</summary>
public sealed class ColumnSelectingTransformer : ITransformer
{
    private readonly string[] _columns;
    private readonly bool _keeps;
    private readonly bool _keepHidden;
    private readonly bool _ignoreMissing;

    internal ColumnSelectingTransformer(string[] columns, bool keeps, bool keepHidden)
    {
        Check.State(columns is { Length: > 0 }, "No columns to select are given.");
        _columns = columns;
        _keeps = keeps;
        _keepHidden = keepHidden;
    }

    internal ColumnSelectingTransformer(ModelLoadContext context)
    {
        context.Require(ModelVersions.SelectColumns);
        _keeps = context.Reader.ReadBoolean();
        _keepHidden = context.Reader.ReadBoolean();
        _ignoreMissing = context.Reader.ReadBoolean();
        _columns = new string[context.Reader.ReadInt32()];
        for (int i = 0; i < _columns.Length; i++)
            _columns[i] = context.ReadText();
    }

    bool ITransformer.IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input)
    {
        Check.Value(input, nameof(input));
        return new SelectedView(input, Bind(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetVersion(ModelVersions.SelectColumns);
        ctx.Writer.Write(_keeps);
        ctx.Writer.Write(_keepHidden);
        ctx.Writer.Write(_ignoreMissing);
        ctx.Writer.Write(_columns.Length);
        foreach (string column in _columns)
            ctx.WriteText(column);
    }

    internal bool Keeps(string column) => _columns.Contains(column) == _keeps;

    internal void RequireAll(IEnumerable<string> columns)
    {
        string[] missing = [.. _columns.Except(columns)];
        if (missing.Length > 0 && !_ignoreMissing)
            throw Fail.ColumnMissing("inputSchema", "input", string.Join(",", missing));
    }

    private SelectedRows Bind(DataViewSchema schema)
    {
        Check.Value(schema, nameof(schema));
        RequireAll(schema.Select(c => c.Name));
        // kept columns come in the order of the selection, those of one name together
        IEnumerable<DataViewSchema.Column> kept = _keeps
            ? _columns.Distinct().SelectMany(name => schema.Where(c => c.Name == name && (_keepHidden || !c.IsHidden)))
            : schema.Where(c => Keeps(c.Name));
        return new SelectedRows(schema, [.. kept.Select(c => c.Index)]);
    }
}
