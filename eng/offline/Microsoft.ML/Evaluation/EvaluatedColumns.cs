using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Finds what an evaluator reads, and checks its type.</summary>
internal static class EvaluatedColumns
{
    public static DataViewSchema.Column Find(DataViewSchema schema, string role, string name) =>
        schema.GetColumnOrNull(name) ?? throw Fail.ColumnMissing(nameof(schema), role, name);

    public static void RequireSingle(DataViewSchema.Column column, string role)
    {
        if (column.Type != NumberDataViewType.Single)
            throw Fail.ColumnType("schema", role, column.Name, "Single", column.Type.ToString());
    }
}
