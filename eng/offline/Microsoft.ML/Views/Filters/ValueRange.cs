using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A range of numbers, with or without its ends; keys are seen as fractions of their count.</summary>
internal sealed record ValueRange(double Min, double Max, bool IncludesMin, bool IncludesMax, bool KeepsOutside)
{
    public bool Keeps(double value)
    {
        if (double.IsNaN(value))
            return false;
        bool inside = (IncludesMin ? Min <= value : Min < value) && (IncludesMax ? value <= Max : value < Max);
        return inside != KeepsOutside;
    }

    /// <summary>Reads a row's value of a column as a number: a key k of n as (k − ½) / n, a missing one as NaN.</summary>
    public static Func<double> ReaderOf(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is KeyDataViewType key)
            return Generic.Call<Func<double>>(typeof(ValueRange), nameof(Fraction), key.RawType, row, column, key.Count);
        if (column.Type == NumberDataViewType.Single)
        {
            ValueGetter<float> get = row.GetGetter<float>(column);
            float value = 0;
            return () =>
            {
                get(ref value);
                return value;
            };
        }
        ValueGetter<double> getDouble = row.GetGetter<double>(column);
        double number = 0;
        return () =>
        {
            getDouble(ref number);
            return number;
        };
    }

    private static Func<double> Fraction<T>(DataViewRow row, DataViewSchema.Column column, ulong count)
        where T : struct, System.Numerics.INumberBase<T>
    {
        ValueGetter<T> get = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            get(ref value);
            ulong key = ulong.CreateTruncating(value);
            return key == 0 || key > count ? double.NaN : ((uint)key - 0.5) / count;
        };
    }
}
