namespace Microsoft.ML.Distributed;

/// <summary>Finds columns by name, and says what there is where one is missing.</summary>
internal static class ColumnLookup
{
    /// <summary>A column of a view.</summary>
    /// <param name="schema">The view's schema.</param>
    /// <param name="name">The column's name.</param>
    /// <param name="role">What it is for, in words.</param>
    /// <param name="argument">The name of the argument that the view came by, for errors.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is missing.</exception>
    internal static DataViewSchema.Column Find(DataViewSchema schema, string name, string role, string argument) =>
        schema.GetColumnOrNull(name) ?? throw Missing(name, role, schema.Where(c => !c.IsHidden).Select(c => c.Name), argument);

    /// <summary>The same of a schema's shape, as a chain asks before it fits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing.</exception>
    internal static SchemaShape.Column Find(SchemaShape shape, string name, string role, string argument)
    {
        foreach (SchemaShape.Column column in shape)
        {
            if (column.Name == name)
                return column;
        }

        throw Missing(name, role, shape.Select(c => c.Name), argument);
    }

    /// <summary>A column's type in words.</summary>
    internal static string TypeOf(SchemaShape.Column column)
    {
        string item = column.IsKey ? $"Key<{column.ItemType}>" : $"{column.ItemType}";
        return column.Kind == SchemaShape.Column.VectorKind.Scalar ? item : $"{column.Kind}<{item}>";
    }

    private static ArgumentOutOfRangeException Missing(string name, string role, IEnumerable<string> present, string argument) => new(
        argument, $"There is no {role} column '{name}'; the data has: {string.Join(", ", present.Select(p => $"'{p}'"))}.");
}
