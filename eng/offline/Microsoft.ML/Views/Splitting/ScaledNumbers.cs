namespace Microsoft.ML.Data;

/// <summary>Real numbers, scaled so that the smallest of a column is 0 and the largest 1.</summary>
internal sealed class ScaledNumbers
{
    private readonly DataViewSchema.Column _source;
    private readonly double _min;
    private readonly double _scale;

    private ScaledNumbers(DataViewSchema.Column source, double min, double max)
    {
        _source = source;
        _min = min;
        _scale = max > min ? 1 / (max - min) : 0;
    }

    public static ScaledNumbers Learn(IDataView data, DataViewSchema.Column source)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([source]);
        Func<double> read = ValueRange.ReaderOf(cursor, source);
        double min = double.PositiveInfinity;
        double max = double.NegativeInfinity;
        while (cursor.MoveNext())
        {
            double value = read();
            min = value < min ? value : min;
            max = value > max ? value : max;
        }
        return new ScaledNumbers(source, min, max);
    }

    public ValueGetter<float> Singles(DataViewRow row)
    {
        ValueGetter<float> get = row.GetGetter<float>(row.Schema[_source.Index]);
        float min = (float)_min;
        float scale = (float)_scale;
        return (ref float value) =>
        {
            get(ref value);
            value = (value - min) * scale;
        };
    }

    public ValueGetter<double> Doubles(DataViewRow row)
    {
        ValueGetter<double> get = row.GetGetter<double>(row.Schema[_source.Index]);
        return (ref double value) =>
        {
            get(ref value);
            value = (value - _min) * _scale;
        };
    }
}
