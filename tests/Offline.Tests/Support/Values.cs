using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.Tests;

/// <summary>The values of rows and annotations, whatever their types.</summary>
internal static class Values
{
    public static IEnumerable<string> OfRows(DataViewRowCursor cursor)
    {
        Func<string>[] readers = [.. cursor.Schema.Where(cursor.IsColumnActive).Select(c => ReaderOf(cursor, c))];
        ValueGetter<DataViewRowId> getId = cursor.GetIdGetter();
        List<string> rows = [];
        while (cursor.MoveNext())
        {
            DataViewRowId id = default;
            getId(ref id);
            rows.Add($"row {cursor.Position} id {id.High:x}:{id.Low:x} | {string.Join(" | ", readers.Select(read => read()))}");
        }
        return rows;
    }

    /// <summary>The values of one column, row by row.</summary>
    public static string[] OfColumn(IDataView view, string name)
    {
        DataViewSchema.Column column = view.Schema[name];
        using DataViewRowCursor cursor = view.GetRowCursor([column]);
        Func<string> read = ReaderOf(cursor, column);
        List<string> values = [];
        while (cursor.MoveNext())
            values.Add(read());
        return [.. values];
    }

    /// <summary>The view with these columns only.</summary>
    public static IDataView Columns(this IDataView view, MLContext ml, params string[] names) => ml.Transforms.SelectColumns(names).Fit(view).Transform(view);

    public static string OfAnnotation(DataViewSchema.Annotations annotations, DataViewSchema.Column column) =>
        Call(nameof(ReadAnnotation), column.Type.RawType, annotations, column);

    public static Func<string> ReaderOf(DataViewRow row, DataViewSchema.Column column)
    {
        Func<string> read = null;
        Call(nameof(MakeReader), column.Type.RawType, row, column, (Action<Func<string>>)(made => read = made));
        return read;
    }

    private static string Call(string method, Type type, params object[] arguments) => (string)typeof(Values)
        .GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic).MakeGenericMethod(type)
        .Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private static string ReadAnnotation<T>(DataViewSchema.Annotations annotations, DataViewSchema.Column column)
    {
        T value = default;
        annotations.GetGetter<T>(column)(ref value);
        return Show(value);
    }

    private static string MakeReader<T>(DataViewRow row, DataViewSchema.Column column, Action<Func<string>> made)
    {
        ValueGetter<T> get = row.GetGetter<T>(column);
        made(() =>
        {
            T value = default;
            get(ref value);
            return Show(value);
        });
        return null;
    }

    private static string Show<T>(T value)
    {
        if (value is not System.Collections.IEnumerable || !typeof(T).IsGenericType || typeof(T).GetGenericTypeDefinition() != typeof(VBuffer<>))
            return Text.Of(value);
        return Call(nameof(ShowVector), typeof(T).GetGenericArguments()[0], value);
    }

    private static string ShowVector<T>(VBuffer<T> vector) => Text.Of(vector.DenseValues());
}
