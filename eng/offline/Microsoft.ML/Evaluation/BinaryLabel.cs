namespace Microsoft.ML.Data;

/// <summary>Labels of two classes: positive above 0, or the second of two keys; NaN where there is none.</summary>
internal static class BinaryLabel
{
    public static bool IsOne(DataViewType type) => type == NumberDataViewType.Single || type == NumberDataViewType.Double
        || type is BooleanDataViewType or KeyDataViewType { Count: 2 };

    public static ValueGetter<float> GetterOf(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is not KeyDataViewType)
            return Conversion.GetterAs<float>(NumberDataViewType.Single, row, column);
        ValueGetter<ulong> get = Conversion.GetterAs<ulong>(NumberDataViewType.UInt64, row, column);
        ulong key = 0;
        return (ref float label) =>
        {
            get(ref key);
            label = key is 1 or 2 ? key - 1 : float.NaN;
        };
    }

    /// <summary>What the classes are called in a table.</summary>
    public static string[] NamesOf(DataViewSchema.Column column)
    {
        if (column.Type is not KeyDataViewType || !column.HasKeyValues())
            return ["positive", "negative"];
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetKeyValues(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
