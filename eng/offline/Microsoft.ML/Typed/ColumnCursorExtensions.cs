using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>One column of a view as a sequence.</summary>
public static class ColumnCursorExtensions
{
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName) => GetColumn<T>(data, data.Schema[columnName]);

    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        Check.Value(data, nameof(data));
        Check.NotEmpty(column.Name, nameof(column));
        if (column.Type.RawType == typeof(T))
            return Direct<T>(data, column);
        if (typeof(T) == typeof(string) && column.Type is TextDataViewType)
            return (IEnumerable<T>)Direct<ReadOnlyMemory<char>>(data, column).Select(text => text.ToString());
        if (typeof(T).IsArray && column.Type is VectorDataViewType vector)
        {
            Type item = typeof(T).GetElementType();
            if (item == vector.ItemType.RawType)
                return Generic.Call<IEnumerable<T>>(typeof(ColumnCursorExtensions), nameof(Arrays), item, data, column);
            if (item == typeof(string) && vector.ItemType is TextDataViewType)
                return (IEnumerable<T>)Arrays<ReadOnlyMemory<char>>(data, column).Select(texts => Array.ConvertAll(texts, t => t.ToString()));
        }
        throw Fail.Argument(
            nameof(column), $"Cannot map column (name: {column.Name}, type: {column.Type}) in data to the user-defined type, {typeof(T)}.");
    }

    private static IEnumerable<T> Direct<T>(IDataView data, DataViewSchema.Column column)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        ValueGetter<T> get = cursor.GetGetter<T>(column);
        T value = default;
        while (cursor.MoveNext())
        {
            get(ref value);
            yield return value;
        }
    }

    private static IEnumerable<T[]> Arrays<T>(IDataView data, DataViewSchema.Column column) =>
        Direct<VBuffer<T>>(data, column).Select(vector =>
        {
            var items = new T[vector.Length];
            vector.CopyTo(items);
            return items;
        });
}
