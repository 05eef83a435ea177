using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The pooled values of one column.</summary>
internal abstract class ColumnPool
{
    public abstract void Fill(int slot);

    public static ColumnPool Over(DataViewRow row, DataViewSchema.Column column, int slots) => column.Type is VectorDataViewType vector
        ? Generic.Call<ColumnPool>(typeof(ColumnPool), nameof(OfVectors), vector.ItemType.RawType, row, column, slots)
        : Generic.Call<ColumnPool>(typeof(ColumnPool), nameof(OfScalars), column.Type.RawType, row, column, slots);

    public static ColumnPool<DataViewRowId> OfIds(DataViewRow row, int slots) =>
        new(row.GetIdGetter(), slots, (in DataViewRowId from, ref DataViewRowId to) => to = from);

    private static ColumnPool OfScalars<T>(DataViewRow row, DataViewSchema.Column column, int slots) =>
        new ColumnPool<T>(row.GetGetter<T>(column), slots, (in T from, ref T to) => to = from);

    private static ColumnPool OfVectors<T>(DataViewRow row, DataViewSchema.Column column, int slots) =>
        new ColumnPool<VBuffer<T>>(row.GetGetter<VBuffer<T>>(column), slots, (in VBuffer<T> from, ref VBuffer<T> to) => from.CopyTo(ref to));
}
