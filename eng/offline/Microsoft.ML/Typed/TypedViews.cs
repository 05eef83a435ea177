using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>From objects to views and back.</summary>
internal static class TypedViews
{
    public static IDataView From<TRow>(IEnumerable<TRow> data, SchemaDefinition definition)
        where TRow : class =>
        new EnumerableView<TRow>(data, TypedColumn.Of(typeof(TRow), definition, SchemaDefinition.Direction.Read));

    public static IEnumerable<TRow> To<TRow>(IDataView data, bool reuseRowObject, bool ignoreMissingColumns, SchemaDefinition definition)
        where TRow : class, new() =>
        Rows(data, new ObjectBinding<TRow>(data.Schema, ignoreMissingColumns, definition), reuseRowObject);

    /// <summary>The class's definition with the types and annotations of a schema.</summary>
    public static SchemaDefinition DefinitionFor<TRow>(DataViewSchema schema)
    {
        var definition = SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Read);
        foreach (DataViewSchema.Column column in schema)
        {
            SchemaDefinition.Column target = definition[column.Name];
            Check.State(target != null, $"Type should contain a member named {column.Name}");
            target.ColumnType = column.Type;
            target.AddAnnotations(column.Annotations);
        }
        return definition;
    }

    private static IEnumerable<TRow> Rows<TRow>(IDataView data, ObjectBinding<TRow> binding, bool reuseRowObject)
        where TRow : class, new()
    {
        using DataViewRowCursor cursor = data.GetRowCursor(binding.Sources);
        Action<TRow> fill = binding.FillerOver(cursor);
        TRow row = null;
        while (cursor.MoveNext())
        {
            if (!reuseRowObject || row == null)
                row = new TRow();
            fill(row);
            yield return row;
        }
    }
}
