using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Parses one column's fields of the current line.</summary>
internal abstract class FieldReader
{
    public abstract Delegate Getter { get; }

    public abstract void Read(FieldSplitter fields, int count, long line);

    public static FieldReader Of(TextColumn column, TextLoader.Options options) => Generic.Call<FieldReader>(
        typeof(FieldReader), nameof(Make), column.Type.ItemType().RawType, column, options);

    private static FieldReader Make<T>(TextColumn column, TextLoader.Options options)
    {
        var items = new ItemParser<T>(column, options);
        return column.Type is VectorDataViewType ? new VectorFieldReader<T>(column, items) : new ScalarFieldReader<T>(column, items);
    }
}
