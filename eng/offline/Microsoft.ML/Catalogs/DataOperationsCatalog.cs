using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Makes views, filters them and splits them.</summary>
public sealed partial class DataOperationsCatalog : IInternalCatalog
{
    private readonly IHostEnvironment _environment;

    internal DataOperationsCatalog(IHostEnvironment environment) => _environment = environment;

    IHostEnvironment IInternalCatalog.Environment => _environment;

    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition schemaDefinition = null)
        where TRow : class
    {
        Check.Value(data, nameof(data));
        return TypedViews.From(data, schemaDefinition);
    }

    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, DataViewSchema schema)
        where TRow : class
    {
        Check.Value(data, nameof(data));
        Check.Value(schema, nameof(schema));
        return TypedViews.From(data, TypedViews.DefinitionFor<TRow>(schema));
    }

    public IEnumerable<TRow> CreateEnumerable<TRow>(
        IDataView data, bool reuseRowObject, bool ignoreMissingColumns = false, SchemaDefinition schemaDefinition = null)
        where TRow : class, new()
    {
        Check.Value(data, nameof(data));
        return TypedViews.To<TRow>(data, reuseRowObject, ignoreMissingColumns, schemaDefinition);
    }

    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        Check.Value(input, nameof(input));
        foreach (string column in columnsToPrefetch ?? [])
        {
            if (input.Schema.GetColumnOrNull(column) == null)
                throw Fail.ColumnMissing(nameof(columnsToPrefetch), "prefetch", column);
        }
        return new CacheView(input);
    }

    public IDataView FilterRowsByColumn(
        IDataView input, string columnName, double lowerBound = double.NegativeInfinity, double upperBound = double.PositiveInfinity)
    {
        Check.Value(input, nameof(input));
        Check.NotEmpty(columnName, nameof(columnName));
        Check.Argument(lowerBound < upperBound, nameof(upperBound), "Must be less than lowerBound");
        DataViewSchema.Column column = input.Schema[columnName];
        if (column.Type is not NumberDataViewType)
            throw Fail.ColumnType(nameof(columnName), "filter", columnName, "number", column.Type.ToString());
        return new RangeFilterView(input, column, new ValueRange(lowerBound, upperBound, true, false, false));
    }

    public IDataView FilterRowsByKeyColumnFraction(IDataView input, string columnName, double lowerBound = 0, double upperBound = 1)
    {
        Check.Value(input, nameof(input));
        Check.NotEmpty(columnName, nameof(columnName));
        Check.Argument(0 <= lowerBound && lowerBound <= 1, nameof(lowerBound), "Must be in [0, 1]");
        Check.Argument(0 <= upperBound && upperBound <= 1, nameof(upperBound), "Must be in [0, 1]");
        Check.Argument(lowerBound <= upperBound, nameof(upperBound), "Must be no less than lowerBound");
        DataViewSchema.Column column = input.Schema[columnName];
        if (column.Type is not KeyDataViewType)
            throw Fail.ColumnType(nameof(columnName), "filter", columnName, "KeyType", column.Type.ToString());
        return new RangeFilterView(input, column, new ValueRange(lowerBound, upperBound, true, false, false));
    }

    public IDataView FilterRowsByMissingValues(IDataView input, params string[] columns)
    {
        Check.Value(input, nameof(input));
        Check.Argument(columns is { Length: > 0 }, nameof(columns), "No columns are given.");
        return new MissingFilterView(input, columns);
    }

    public IDataView ShuffleRows(IDataView input, int? seed = null, int shufflePoolSize = 1000, bool shuffleSource = true)
    {
        Check.Value(input, nameof(input));
        Check.Argument(shufflePoolSize > 0, nameof(shufflePoolSize), "Must be positive");
        IHost host = _environment.Register("Shuffle");
        return new ShuffledView(input, shufflePoolSize, shuffleSource, seed ?? ((Randomness.HybridRandom)host.Rand).NextSigned());
    }

    public IDataView SkipRows(IDataView input, long count)
    {
        Check.Value(input, nameof(input));
        Check.Argument(count > 0, nameof(count), "Must be greater than zero.");
        return new SkipTakeView(input, count, long.MaxValue);
    }

    public IDataView TakeRows(IDataView input, long count)
    {
        Check.Value(input, nameof(input));
        Check.Argument(count > 0, nameof(count), "Must be greater than zero.");
        return new SkipTakeView(input, 0, count);
    }
}
