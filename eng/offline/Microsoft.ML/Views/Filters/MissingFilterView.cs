using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Leaves rows out whose value of one of the columns is missing.</summary>
internal sealed class MissingFilterView : FilterView
{
    private readonly List<DataViewSchema.Column> _columns = [];

    public MissingFilterView(IDataView source, string[] columns)
        : base(source)
    {
        foreach (string name in columns)
        {
            DataViewSchema.Column column = source.Schema.GetColumnOrNull(name)
                ?? throw Fail.Argument(nameof(columns), $"Source column '{name}' not found");
            Check.Argument(_columns.TrueForAll(c => c.Index != column.Index), nameof(columns), $"Source column '{name}' specified multiple times");
            Check.Argument(
                MissingValues.MayMiss(column.Type.ItemType()),
                nameof(columns),
                $"Column '{name}' has type {column.Type} which does not support missing values, so we cannot filter on them");
            _columns.Add(column);
        }
    }

    protected override bool Reads(int column) => _columns.Exists(c => c.Index == column);

    protected override DataViewRowCursor Filter(DataViewRowCursor input, ActiveColumns active) => new Cursor(this, input, active);

    private sealed class Cursor(MissingFilterView view, DataViewRowCursor input, ActiveColumns active)
        : FilterCursor(view.Schema, input, active)
    {
        private readonly Func<bool>[] _tests = [.. view._columns.Select(c => MissingValues.TestOver(input, input.Schema[c.Index]))];

        protected override bool Accept()
        {
            foreach (Func<bool> isMissing in _tests)
            {
                if (isMissing())
                    return false;
            }
            return true;
        }
    }
}
