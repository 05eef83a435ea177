using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Getters over the current object of a class.</summary>
internal sealed class ObjectReader<TRow>(Func<TRow> current)
    where TRow : class
{
    public Delegate GetterOf(TypedColumn column)
    {
        Delegate read = MemberAccess.Reader<TRow>(column.Member);
        if (column.Member.IsArray)
        {
            return column.Member.MemberItemType == typeof(string)
                ? Texts((Func<TRow, string[]>)read)
                : Generic.Call<Delegate>(this, nameof(Array), column.Member.MemberItemType, read);
        }
        if (column.Member.IsBuffer)
            return Generic.Call<Delegate>(this, nameof(Buffer), column.Member.MemberItemType, read);
        if (column.Member.MemberType == typeof(string))
            return Text((Func<TRow, string>)read);
        return column.Type is KeyDataViewType key ? Key(key, read) : Generic.Call<Delegate>(this, nameof(Direct), column.Type.RawType, read);
    }

    private ValueGetter<T> Direct<T>(Delegate reader)
    {
        var read = (Func<TRow, T>)reader;
        return (ref T destination) => destination = read(current());
    }

    private ValueGetter<ReadOnlyMemory<char>> Text(Func<TRow, string> read) =>
        (ref ReadOnlyMemory<char> destination) => destination = read(current()).AsMemory();

    private ValueGetter<VBuffer<ReadOnlyMemory<char>>> Texts(Func<TRow, string[]> read) =>
        (ref VBuffer<ReadOnlyMemory<char>> destination) =>
        {
            string[] items = read(current()) ?? [];
            VBufferEditor<ReadOnlyMemory<char>> editor = VBufferEditor.Create(ref destination, items.Length);
            for (int i = 0; i < items.Length; i++)
                editor.Values[i] = items[i].AsMemory();
            destination = editor.Commit();
        };

    private ValueGetter<VBuffer<T>> Array<T>(Delegate reader)
    {
        var read = (Func<TRow, T[]>)reader;
        return (ref VBuffer<T> destination) =>
        {
            T[] items = read(current()) ?? [];
            VBuffer<T>.Copy(items, 0, ref destination, items.Length);
        };
    }

    private ValueGetter<VBuffer<T>> Buffer<T>(Delegate reader)
    {
        var read = (Func<TRow, VBuffer<T>>)reader;
        return (ref VBuffer<T> destination) => read(current()).CopyTo(ref destination);
    }

    // a class counts its keys from 0, a view from 1; beyond the last key is a missing one
    private Delegate Key(KeyDataViewType type, Delegate reader)
    {
        ulong count = type.Count;
        return reader switch
        {
            Func<TRow, uint> read => (ValueGetter<uint>)((ref uint key) => key = read(current()) is var raw && raw < count ? raw + 1 : 0),
            Func<TRow, ulong> read => (ValueGetter<ulong>)((ref ulong key) => key = read(current()) is var raw && raw < count ? raw + 1 : 0),
            Func<TRow, byte> read => (ValueGetter<byte>)((ref byte key) => key = read(current()) is var raw && raw < count ? (byte)(raw + 1) : (byte)0),
            _ => throw Fail.State($"Keys of {type.RawType.Name} cannot be read from a class."),
        };
    }
}
