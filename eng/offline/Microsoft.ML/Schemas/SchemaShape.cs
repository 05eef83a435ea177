using System.Collections;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>What can be said of a schema before any data is there: names and kinds of types.</summary>
public sealed partial class SchemaShape : IReadOnlyList<SchemaShape.Column>
{
    private static readonly SchemaShape _empty = new([]);

    private readonly Column[] _columns;

    public SchemaShape(IEnumerable<Column> columns)
    {
        Check.Value(columns, nameof(columns));
        _columns = [.. columns];
        Check.Argument(_columns.All(c => c.IsValid), nameof(columns), "Some items are not initialized properly.");
    }

    public int Count => _columns.Length;

    public Column this[int index] => _columns[index];

    public IEnumerator<Column> GetEnumerator() => ((IEnumerable<Column>)_columns).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static SchemaShape Create(DataViewSchema schema)
    {
        Check.Value(schema, nameof(schema));
        return new SchemaShape(schema.Where(c => !c.IsHidden).Select(c => Column.Of(c.Name, c.Type, AnnotationsOf(c.Annotations.Schema))));
    }

    internal bool TryFindColumn(string name, out Column column)
    {
        column = Array.Find(_columns, c => c.Name == name);
        return column.IsValid;
    }

    /// <summary>This shape with columns added, or put in the place of those of the same name.</summary>
    internal SchemaShape With(params IEnumerable<Column> columns)
    {
        List<Column> all = [.. _columns];
        foreach (Column column in columns)
        {
            int at = all.FindIndex(c => c.Name == column.Name);
            if (at < 0)
                all.Add(column);
            else
                all[at] = column;
        }
        return new SchemaShape(all);
    }

    private static SchemaShape AnnotationsOf(DataViewSchema annotations) =>
        annotations.Count == 0 ? _empty : new SchemaShape(annotations.Select(a => Column.Of(a.Name, a.Type, null)));
}
