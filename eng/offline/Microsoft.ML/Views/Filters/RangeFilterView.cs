using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Keeps the rows whose value of one column lies in a range, or outside of it. NaN and missing keys are never kept.</summary>
internal sealed class RangeFilterView : FilterView
{
    private readonly DataViewSchema.Column _column;
    private readonly ValueRange _range;

    public RangeFilterView(IDataView source, DataViewSchema.Column column, ValueRange range)
        : base(source)
    {
        Check.Argument(CanFilter(column.Type), nameof(column), $"Column '{column.Name}' does not have compatible type");
        _column = column;
        _range = range;
    }

    public static bool CanFilter(DataViewType type) =>
        type == NumberDataViewType.Single || type == NumberDataViewType.Double || type is KeyDataViewType;

    protected override bool Reads(int column) => column == _column.Index;

    protected override DataViewRowCursor Filter(DataViewRowCursor input, ActiveColumns active) => new Cursor(this, input, active);

    private sealed class Cursor(RangeFilterView view, DataViewRowCursor input, ActiveColumns active)
        : FilterCursor(view.Schema, input, active)
    {
        private readonly Func<double> _read = ValueRange.ReaderOf(input, input.Schema[view._column.Index]);

        protected override bool Accept() => view._range.Keeps(_read());
    }
}
