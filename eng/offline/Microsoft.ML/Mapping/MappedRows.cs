using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A mapper bound to its input: the schema that comes out, and what depends on what.</summary>
internal sealed class MappedRows(RowMapper mapper) : IRowToRowMapper
{
    public MergedColumns Columns { get; } = new(mapper.InputSchema, mapper.Outputs);

    public DataViewSchema InputSchema => Columns.Input;

    public DataViewSchema OutputSchema => Columns.Schema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        var needed = new bool[InputSchema.Count];
        foreach (DataViewSchema.Column column in dependingColumns)
        {
            if (!Columns.IsAdded(column.Index, out int index))
                needed[index] = true;
            else
                foreach (int input in mapper.InputsOf(index))
                    needed[input] = true;
        }
        return InputSchema.Where(c => needed[c.Index]);
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        Check.Value(input, nameof(input));
        Check.State(input.Schema == InputSchema, "The row is of another schema than this mapper is bound to.");
        return new MappedRow(input, Columns, GettersOver(input, new ActiveColumns(OutputSchema, activeColumns)));
    }

    /// <summary>Whether any of the added columns is asked for.</summary>
    public bool Computes(ActiveColumns active) => OutputSchema.Any(c => active[c.Index] && Columns.IsAdded(c.Index, out _));

    /// <summary>The getters of the added columns, null for those that are not asked for.</summary>
    public Delegate[] GettersOver(DataViewRow input, ActiveColumns active)
    {
        var getters = new Delegate[Columns.AddedCount];
        for (int i = 0; i < OutputSchema.Count; i++)
        {
            if (active[i] && Columns.IsAdded(i, out int added))
                getters[added] = mapper.GetterOf(added, input);
        }
        return getters;
    }
}
