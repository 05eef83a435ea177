using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Typed getters out of untyped ones, and the other way round.</summary>
internal static class Getters
{
    public static ValueGetter<TValue> Typed<TValue>(Delegate getter, DataViewSchema.Column column) =>
        getter as ValueGetter<TValue>
        ?? throw Fail.State($"The column {column.Name} is of type {column.Type}: its getter is not one of {typeof(TValue)}.");

    /// <summary>A row's getter of a column in the column's own type.</summary>
    public static Delegate Of(DataViewRow row, DataViewSchema.Column column) =>
        Generic.Call<Delegate>(typeof(Getters), nameof(OfType), column.Type.RawType, row, column);

    private static ValueGetter<TValue> OfType<TValue>(DataViewRow row, DataViewSchema.Column column) => row.GetGetter<TValue>(column);
}
