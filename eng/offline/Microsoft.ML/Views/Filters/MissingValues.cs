using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Missing values: NaN among numbers, 0 among keys.</summary>
internal static class MissingValues
{
    public static bool MayMiss(DataViewType itemType) =>
        itemType == NumberDataViewType.Single || itemType == NumberDataViewType.Double || itemType is KeyDataViewType;

    /// <summary>Tests a row's value, or any item of its vector.</summary>
    public static Func<bool> TestOver(DataViewRow row, DataViewSchema.Column column) => column.Type is VectorDataViewType vector
        ? Generic.Call<Func<bool>>(typeof(MissingValues), nameof(OfVector), vector.ItemType.RawType, row, column)
        : Generic.Call<Func<bool>>(typeof(MissingValues), nameof(OfScalar), column.Type.RawType, row, column);

    private static Func<bool> OfScalar<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> get = row.GetGetter<T>(column);
        Func<T, bool> isMissing = PredicateOf<T>();
        T value = default;
        return () =>
        {
            get(ref value);
            return isMissing(value);
        };
    }

    private static Func<bool> OfVector<T>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<T>> get = row.GetGetter<VBuffer<T>>(column);
        Func<T, bool> isMissing = PredicateOf<T>();
        // what a sparse vector leaves out is a default: missing among keys, a plain zero among numbers
        bool isDefaultMissing = isMissing(default);
        VBuffer<T> value = default;
        return () =>
        {
            get(ref value);
            if (!value.IsDense && isDefaultMissing)
                return true;
            foreach (T item in value.GetValues())
            {
                if (isMissing(item))
                    return true;
            }
            return false;
        };
    }

    private static Func<T, bool> PredicateOf<T>()
    {
        if (typeof(T) == typeof(float))
            return (Func<T, bool>)(object)(Func<float, bool>)float.IsNaN;
        if (typeof(T) == typeof(double))
            return (Func<T, bool>)(object)(Func<double, bool>)double.IsNaN;
        return key => EqualityComparer<T>.Default.Equals(key, default);
    }
}
