using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Setters that copy a row's values into members of an object.</summary>
internal sealed class ObjectWriter<TRow>(DataViewRow row)
    where TRow : class
{
    public Action<TRow> SetterOf(TypedColumn target, DataViewSchema.Column source)
    {
        UserMember member = target.Member;
        Delegate write = MemberAccess.Writer<TRow>(member);
        if (member.IsArray)
        {
            return member.MemberItemType == typeof(string)
                ? Texts(source, write, MemberAccess.Reader<TRow>(member))
                : Generic.Call<Action<TRow>>(this, nameof(Array), member.MemberItemType, source, write, MemberAccess.Reader<TRow>(member));
        }
        if (member.IsBuffer)
            return Generic.Call<Action<TRow>>(this, nameof(Buffer), member.MemberItemType, source, write);
        if (member.MemberType == typeof(string))
            return Text(source, write);
        return Generic.Call<Action<TRow>>(this, nameof(Direct), member.MemberType, source, write);
    }

    private Action<TRow> Direct<T>(DataViewSchema.Column source, Delegate writer)
    {
        ValueGetter<T> get = row.GetGetter<T>(source);
        var write = (Action<TRow, T>)writer;
        T value = default;
        return target =>
        {
            get(ref value);
            write(target, value);
        };
    }

    private Action<TRow> Text(DataViewSchema.Column source, Delegate writer)
    {
        ValueGetter<ReadOnlyMemory<char>> get = row.GetGetter<ReadOnlyMemory<char>>(source);
        var write = (Action<TRow, string>)writer;
        ReadOnlyMemory<char> value = default;
        return target =>
        {
            get(ref value);
            write(target, value.ToString());
        };
    }

    private Action<TRow> Texts(DataViewSchema.Column source, Delegate writer, Delegate reader)
    {
        ValueGetter<VBuffer<ReadOnlyMemory<char>>> get = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(source);
        var write = (Action<TRow, string[]>)writer;
        var read = (Func<TRow, string[]>)reader;
        VBuffer<ReadOnlyMemory<char>> value = default;
        return target =>
        {
            get(ref value);
            string[] items = Fitting(read(target), value.Length);
            for (int i = 0; i < value.Length; i++)
                items[i] = value.GetItemOrDefault(i).ToString();
            write(target, items);
        };
    }

    private Action<TRow> Array<T>(DataViewSchema.Column source, Delegate writer, Delegate reader)
    {
        ValueGetter<VBuffer<T>> get = row.GetGetter<VBuffer<T>>(source);
        var write = (Action<TRow, T[]>)writer;
        var read = (Func<TRow, T[]>)reader;
        VBuffer<T> value = default;
        return target =>
        {
            get(ref value);
            T[] items = Fitting(read(target), value.Length);
            if (value.Length > 0)
                value.CopyTo(items);
            write(target, items);
        };
    }

    /// <summary>The member's own array where it has the length, so that no array stays none for no values.</summary>
    private static TItem[] Fitting<TItem>(TItem[] items, int length) => (items?.Length ?? 0) == length ? items : new TItem[length];

    private Action<TRow> Buffer<T>(DataViewSchema.Column source, Delegate writer)
    {
        ValueGetter<VBuffer<T>> get = row.GetGetter<VBuffer<T>>(source);
        var write = (Action<TRow, VBuffer<T>>)writer;
        return target =>
        {
            // a buffer of its own for every object: rows may outlive the next fetch
            VBuffer<T> value = default;
            get(ref value);
            write(target, value);
        };
    }
}
