using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The values of one column, read from a cursor.</summary>
internal abstract class ColumnCache
{
    public abstract void Add();

    public static ColumnCache Over(DataViewRow row, DataViewSchema.Column column) => column.Type is VectorDataViewType vector
        ? Generic.Call<ColumnCache>(typeof(ColumnCache), nameof(OfVectors), vector.ItemType.RawType, row, column)
        : Generic.Call<ColumnCache>(typeof(ColumnCache), nameof(OfScalars), column.Type.RawType, row, column);

    private static ColumnCache OfScalars<T>(DataViewRow row, DataViewSchema.Column column) => new ScalarCache<T>(row.GetGetter<T>(column));

    private static ColumnCache OfVectors<T>(DataViewRow row, DataViewSchema.Column column) =>
        new VectorCache<T>(row.GetGetter<VBuffer<T>>(column));
}
