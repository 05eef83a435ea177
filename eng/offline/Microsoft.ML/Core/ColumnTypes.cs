namespace Microsoft.ML.Data;

/// <summary>From .NET types and kinds to column types.</summary>
internal static class ColumnTypes
{
    private static readonly PrimitiveDataViewType[] _all =
    [
        NumberDataViewType.SByte, NumberDataViewType.Byte, NumberDataViewType.Int16, NumberDataViewType.UInt16,
        NumberDataViewType.Int32, NumberDataViewType.UInt32, NumberDataViewType.Int64, NumberDataViewType.UInt64,
        NumberDataViewType.Single, NumberDataViewType.Double, TextDataViewType.Instance, BooleanDataViewType.Instance,
        TimeSpanDataViewType.Instance, DateTimeDataViewType.Instance, DateTimeOffsetDataViewType.Instance,
    ];

    public static PrimitiveDataViewType OfKind(DataKind kind) => _all[(int)kind - 1];

    /// <summary>The kind of a raw type, or null if it has none (row ids have none).</summary>
    public static DataKind? KindOf(Type rawType)
    {
        int index = Array.FindIndex(_all, t => t.RawType == rawType);
        return index < 0 ? null : (DataKind)(index + 1);
    }

    /// <summary>The type of a member of a user's class, or null; strings are text.</summary>
    public static PrimitiveDataViewType OfRaw(Type rawType)
    {
        if (rawType == typeof(string))
            return TextDataViewType.Instance;
        if (rawType == typeof(DataViewRowId))
            return RowIdDataViewType.Instance;
        return Array.Find(_all, t => t.RawType == rawType);
    }

    public static DataViewType ItemType(this DataViewType type) => type is VectorDataViewType vector ? vector.ItemType : type;

    /// <summary>A known number of slots: a vector's size, 1 for a scalar, 0 for a vector of varying size.</summary>
    public static int ValueCount(this DataViewType type) => type is VectorDataViewType vector ? vector.Size : 1;

    public static bool IsKnownVector(this DataViewType type) => type is VectorDataViewType { IsKnownSize: true };

    /// <summary>How many keys a key type has; 0 for other types.</summary>
    public static ulong KeyCount(this DataViewType type) => type is KeyDataViewType key ? key.Count : 0;

    public static bool IsStandardScalar(this DataViewType type) =>
        type is NumberDataViewType or TextDataViewType or BooleanDataViewType or RowIdDataViewType or TimeSpanDataViewType
            or DateTimeDataViewType or DateTimeOffsetDataViewType;
}
