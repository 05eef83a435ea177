using Microsoft.ML.Randomness;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Hashes a column's values to keys of 30 bits; missing values to 0.</summary>
internal static class KeyHash
{
    public const int Bits = 30;

    private const uint Mask = (1u << Bits) - 1;

    /// <summary>A row's getter of the hash of a column; the items of a vector are combined into one.</summary>
    public static ValueGetter<uint> Over(DataViewRow row, DataViewSchema.Column column, uint seed) => column.Type is VectorDataViewType vector
        ? Generic.Call<ValueGetter<uint>>(typeof(KeyHash), nameof(Vectors), vector.ItemType.RawType, row, column, seed)
        : Generic.Call<ValueGetter<uint>>(typeof(KeyHash), nameof(Scalars), column.Type.RawType, row, column, seed);

    /// <summary>The hash of what a getter fetches.</summary>
    public static ValueGetter<uint> Of<T>(ValueGetter<T> get, uint seed)
    {
        var state = new ValueHash<T>(isKey: false);
        T value = default;
        return (ref uint hash) =>
        {
            get(ref value);
            hash = seed;
            hash = state.TryAdd(ref hash, value) ? Finish(hash, state.ScalarLength) : 0;
        };
    }

    private static ValueGetter<uint> Scalars<T>(DataViewRow row, DataViewSchema.Column column, uint seed) => Of(row.GetGetter<T>(column), seed);

    private static ValueGetter<uint> Vectors<T>(DataViewRow row, DataViewSchema.Column column, uint seed)
    {
        ValueGetter<VBuffer<T>> get = row.GetGetter<VBuffer<T>>(column);
        var state = new ValueHash<T>(column.Type.ItemType() is KeyDataViewType);
        VBuffer<T> values = default;
        return (ref uint hash) =>
        {
            get(ref values);
            uint sum = seed;
            bool isWhole = values.DenseValues().All(value => state.TryAdd(ref sum, value));
            hash = isWhole ? Finish(sum, state.ItemLength * values.Length) : 0;
        };
    }

    // text has been mixed with its length as it was added
    private static uint Finish(uint hash, int? length) => ((length is int bytes ? Murmur.Mix(hash, bytes) : hash) & Mask) + 1;
}
