using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

/// <summary>
/// Splits rows by a number in [0, 1) that each has: a random one, or one made of a sampling key,
/// so that rows of one key stay together.
/// </summary>
internal sealed class RowSplitter
{
    private const string PreferredName = "SplitColumn";
    private const int SeedDefault = 42;

    private readonly IDataView _numbered;
    private readonly DataViewSchema.Column _column;

    public RowSplitter(IHostEnvironment environment, IDataView data, string samplingKey, int? seed)
    {
        string name = FreeName(data.Schema);
        int? chosen = seed ?? ((ISeededEnvironment)environment).Seed;
        _numbered = samplingKey == null
            ? new NumberedView(data, name, chosen ?? SeedDefault)
            : SamplingKeys.Add(data, name, samplingKey, chosen);
        _column = _numbered.Schema[name];
    }

    public DataOperationsCatalog.TrainTestData TrainAndTest(double testFraction)
    {
        // the whole range of keys is closed at its end
        bool isClosed = _column.Type is KeyDataViewType && testFraction >= 1;
        return Split(0, testFraction, isClosed);
    }

    public DataOperationsCatalog.TrainTestData Fold(int fold, int folds) =>
        Split((double)fold / folds, (double)(fold + 1) / folds, true);

    private DataOperationsCatalog.TrainTestData Split(double min, double max, bool includesMax) =>
        new(Keep(new ValueRange(min, max, true, includesMax, true)), Keep(new ValueRange(min, max, true, includesMax, false)));

    private IDataView Keep(ValueRange range)
    {
        var filtered = new RangeFilterView(_numbered, _column, range);
        return new ColumnSelectingTransformer([_column.Name], keeps: false, keepHidden: false).Transform(filtered);
    }

    private static string FreeName(DataViewSchema schema)
    {
        string name = PreferredName;
        for (int i = 0; schema.GetColumnOrNull(name) != null; i++)
            name = $"temp_{PreferredName}_{i:000}";
        return name;
    }
}
