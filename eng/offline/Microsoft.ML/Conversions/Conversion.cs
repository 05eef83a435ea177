using System.Numerics;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The conversions between scalar types that everybody agrees on.</summary>
internal static class Conversion
{
    private static readonly Type[] _signed = [typeof(sbyte), typeof(short), typeof(int), typeof(long)];
    private static readonly Type[] _unsigned = [typeof(byte), typeof(ushort), typeof(uint), typeof(ulong)];
    private static readonly Type[] _real = [typeof(float), typeof(double)];
    private static readonly Type[] _time = [typeof(TimeSpan), typeof(DateTime), typeof(DateTimeOffset)];

    /// <summary>A <c>Func&lt;TSource, TTarget&gt;</c>, or null if there is no such conversion.</summary>
    public static Delegate Find(DataViewType source, DataViewType target)
    {
        if (target is KeyDataViewType targetKey && source is not KeyDataViewType)
            return source is TextDataViewType ? Generic.Call<Delegate>(typeof(Conversion), nameof(TextToKey), target.RawType, targetKey.Count) : null;
        if (source is KeyDataViewType key && !KeyFits(key, target))
            return null;
        return Exists(source.RawType, target.RawType)
            ? Generic.Call<Delegate>(typeof(Conversion), nameof(Make), source.RawType, target.RawType)
            : null;
    }

    /// <summary>A row's getter of a scalar column, converted.</summary>
    public static ValueGetter<TTarget> GetterAs<TTarget>(DataViewType target, DataViewRow row, DataViewSchema.Column column)
    {
        Delegate convert = Find(column.Type, target);
        Check.State(convert != null, $"No standard conversion from '{column.Type}' to '{target}'");
        return Generic.Call<ValueGetter<TTarget>>(typeof(Conversion), nameof(Converted), column.Type.RawType, typeof(TTarget), row, column, convert);
    }

    private static ValueGetter<TTarget> Converted<TSource, TTarget>(DataViewRow row, DataViewSchema.Column column, Delegate conversion)
    {
        if (typeof(TSource) == typeof(TTarget))
            return row.GetGetter<TTarget>(column);
        var convert = (Func<TSource, TTarget>)conversion;
        ValueGetter<TSource> get = row.GetGetter<TSource>(column);
        TSource value = default;
        return (ref TTarget destination) =>
        {
            get(ref value);
            destination = convert(value);
        };
    }

    private static bool KeyFits(KeyDataViewType key, DataViewType target) => target is KeyDataViewType targetKey
        ? key.Count == targetKey.Count
        : KeyDataViewType.IsValidDataType(target.RawType) && key.Count <= LargestValue(target.RawType);

    private static ulong LargestValue(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Byte => byte.MaxValue,
        TypeCode.UInt16 => ushort.MaxValue,
        TypeCode.UInt32 => uint.MaxValue,
        _ => ulong.MaxValue,
    };

    private static bool Exists(Type source, Type target)
    {
        if (source == typeof(ReadOnlyMemory<char>) || target == typeof(ReadOnlyMemory<char>))
            return true;
        if (_signed.Contains(source) || source == typeof(bool))
            return _signed.Contains(target) || _real.Contains(target) || target == typeof(bool);
        if (_unsigned.Contains(source))
            return _unsigned.Contains(target) || _real.Contains(target) || target == typeof(bool);
        if (_real.Contains(source))
            return _real.Contains(target) || target == typeof(bool);
        if (_time.Contains(source))
            return target == typeof(long) || _real.Contains(target) || (source == target && source == typeof(DateTime));
        return source == target && source == typeof(DataViewRowId);
    }

    private static Func<TSource, TTarget> Make<TSource, TTarget>()
    {
        if (typeof(TSource) == typeof(TTarget))
            return value => (TTarget)(object)value;
        if (typeof(TTarget) == typeof(ReadOnlyMemory<char>))
            return value => (TTarget)(object)TextFormatter.Format(value).AsMemory();
        if (typeof(TSource) == typeof(ReadOnlyMemory<char>))
            return (Func<TSource, TTarget>)(object)FromText<TTarget>();
        if (typeof(TTarget) == typeof(bool))
            return value => (TTarget)(object)Convert.ToBoolean(value);
        if (typeof(TSource) == typeof(bool))
            return value => (TTarget)Convert.ChangeType((bool)(object)value ? 1 : 0, typeof(TTarget));
        if (_time.Contains(typeof(TSource)))
            return value => (TTarget)Convert.ChangeType(TicksOf(value), typeof(TTarget));
        return Generic.Call<Func<TSource, TTarget>>(typeof(Conversion), nameof(Numbers), typeof(TSource), typeof(TTarget));
    }

    private static Func<TSource, TTarget> Numbers<TSource, TTarget>()
        where TSource : INumberBase<TSource>
        where TTarget : INumberBase<TTarget> => TTarget.CreateTruncating;

    private static Func<ReadOnlyMemory<char>, TTarget> FromText<TTarget>() => text =>
    {
        bool parsed = TextParser.TryParse(text.Span, out TTarget value);
        // what is no value is a default or NaN, except among the signed integers
        Check.State(parsed || !_signed.Contains(typeof(TTarget)), $"Value could not be parsed from text to {typeof(TTarget).Name}.");
        return value;
    };

    private static Func<ReadOnlyMemory<char>, TKey> TextToKey<TKey>(ulong count)
        where TKey : INumberBase<TKey> => text => TextParser.TryKey(text.Span, count, out ulong key) ? TKey.CreateTruncating(key) : TKey.Zero;

    private static long TicksOf<T>(T value) => value switch
    {
        TimeSpan time => time.Ticks,
        DateTime time => time.Ticks,
        DateTimeOffset time => time.UtcTicks,
        _ => throw new NotSupportedException(),
    };
}
