using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A mapper bound to its input: the schema that comes out, and what depends on what.</summary>
internal sealed class MappedRows : IRowToRowMapper
{
    private readonly RowMapper _mapper;

    public MappedRows(RowMapper mapper)
    {
        _mapper = mapper;
        var schema = new DataViewSchema.Builder();
        schema.AddColumns(mapper.InputSchema);
        schema.AddColumns(mapper.Outputs);
        OutputSchema = schema.ToSchema();
    }

    public DataViewSchema InputSchema => _mapper.InputSchema;

    public DataViewSchema OutputSchema { get; }

    public int InputCount => InputSchema.Count;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        var needed = new bool[InputCount];
        foreach (DataViewSchema.Column column in dependingColumns)
        {
            if (column.Index < InputCount)
                needed[column.Index] = true;
            else
                foreach (int input in _mapper.InputsOf(column.Index - InputCount))
                    needed[input] = true;
        }
        return InputSchema.Where(c => needed[c.Index]);
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        Check.Value(input, nameof(input));
        Check.State(input.Schema == InputSchema, "The row is of another schema than this mapper is bound to.");
        return new MappedRow(input, OutputSchema, GettersOver(input, new ActiveColumns(OutputSchema, activeColumns)));
    }

    /// <summary>The getters of the added columns, null for those that are not asked for.</summary>
    public Delegate[] GettersOver(DataViewRow input, ActiveColumns active)
    {
        var getters = new Delegate[OutputSchema.Count - InputCount];
        for (int i = 0; i < getters.Length; i++)
            getters[i] = active[InputCount + i] ? _mapper.GetterOf(i, input) : null;
        return getters;
    }
}
