using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Adds the column by which rows are split: a key as it is, a real number scaled to its range, and everything else hashed.</summary>
internal static class SamplingKeys
{
    private const uint SeedDefault = 314489979;

    public static IDataView Add(IDataView data, string name, string samplingKey, int? seed)
    {
        DataViewSchema.Column source = data.Schema.GetColumnOrNull(samplingKey)
            ?? throw Fail.ColumnMissing("samplingKeyColumn", "SamplingKeyColumn", samplingKey);
        return new MappedView(data, new MappedRows(MapperOf(data, name, source, (uint?)seed ?? SeedDefault)));
    }

    private static RowMapper MapperOf(IDataView data, string name, DataViewSchema.Column source, uint seed)
    {
        if (source.Type is KeyDataViewType)
            return new SamplingKeyMapper(data.Schema, name, source, source.Type, row => Getters.Of(row, row.Schema[source.Index]));
        if (source.Type == NumberDataViewType.Single)
            return new SamplingKeyMapper(data.Schema, name, source, source.Type, RangeOf(data, source).Singles);
        if (source.Type == NumberDataViewType.Double)
            return new SamplingKeyMapper(data.Schema, name, source, source.Type, RangeOf(data, source).Doubles);
        var type = new KeyDataViewType(typeof(uint), 1ul << KeyHash.Bits);
        if (source.Type is TimeSpanDataViewType or DateTimeDataViewType or DateTimeOffsetDataViewType)
            return new SamplingKeyMapper(data.Schema, name, source, type, row => TimeHash(row, source, seed));
        return new SamplingKeyMapper(data.Schema, name, source, type, row => KeyHash.Over(row, row.Schema[source.Index], seed));
    }

    private static ScaledNumbers RangeOf(IDataView data, DataViewSchema.Column source) => ScaledNumbers.Learn(data, source);

    private static ValueGetter<uint> TimeHash(DataViewRow row, DataViewSchema.Column source, uint seed) =>
        KeyHash.Of(Conversion.GetterAs<long>(NumberDataViewType.Int64, row, row.Schema[source.Index]), seed);
}
