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
                ? Texts(source, write)
                : Generic.Call<Action<TRow>>(this, nameof(Array), member.MemberItemType, source, write);
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

    private Action<TRow> Texts(DataViewSchema.Column source, Delegate writer)
    {
        ValueGetter<VBuffer<ReadOnlyMemory<char>>> get = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(source);
        var write = (Action<TRow, string[]>)writer;
        VBuffer<ReadOnlyMemory<char>> value = default;
        return target =>
        {
            get(ref value);
            write(target, [.. value.DenseValues().Select(item => item.ToString())]);
        };
    }

    private Action<TRow> Array<T>(DataViewSchema.Column source, Delegate writer)
    {
        ValueGetter<VBuffer<T>> get = row.GetGetter<VBuffer<T>>(source);
        var write = (Action<TRow, T[]>)writer;
        VBuffer<T> value = default;
        return target =>
        {
            get(ref value);
            var items = new T[value.Length];
            value.CopyTo(items);
            write(target, items);
        };
    }

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
