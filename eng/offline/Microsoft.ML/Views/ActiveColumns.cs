using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Which columns of a schema a cursor was asked for.</summary>
internal sealed class ActiveColumns
{
    private readonly bool[] _active;

    public ActiveColumns(DataViewSchema schema, IEnumerable<DataViewSchema.Column> columns)
    {
        Check.Value(columns, nameof(columns));
        _active = new bool[schema.Count];
        foreach (DataViewSchema.Column column in columns)
        {
            Check.State(column.Index < _active.Length, $"The requested column: {column} is not part of the schema");
            _active[column.Index] = true;
        }
    }

    public bool this[int index] => (uint)index < (uint)_active.Length && _active[index];

    public void Require(DataViewSchema.Column column) =>
        Check.State(this[column.Index], $"The column {column.Name} is not active in this cursor.");
}
