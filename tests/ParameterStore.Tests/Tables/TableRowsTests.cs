using FsCheck;
using FsCheck.Fluent;

namespace ParameterStore.Tests;

public sealed class TableRowsTests
{
    private static readonly TableId _table = new(0);

    [Fact]
    public void Ranges_are_sorted_and_neighbours_and_overlaps_merge()
    {
        TableRows rows = TableRows.OfRanges(_table, new RowRange(8, 9), new(3, 5), new(5, 6), new(2, 4), new(7, 7), new(12, 14));
        rows.Ranges.ToArray().Should().Equal(new RowRange(2, 6), new(8, 9), new(12, 14));
        rows.Count.Should().Be(7);
    }

    [Fact]
    public void Any_rows_in_any_order_are_the_set_that_was_named() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        named =>
        {
            TableRows rows = TableRows.OfRows(_table, [.. named.Select(b => (int)b)]);
            var set = named.Select(b => (int)b).ToHashSet();
            RowRange[] ranges = rows.Ranges.ToArray();
            return rows.Count == set.Count
                && Enumerable.Range(-1, 258).All(row => rows.Contains(row) == set.Contains(row))
                && ranges.All(r => r.Count > 0)
                && ranges.Zip(ranges.Skip(1)).All(pair => pair.First.End < pair.Second.Start);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rows_under_0_and_ranges_backwards_are_refused()
    {
        FluentActions.Invoking(() => TableRows.OfRows(_table, -1)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => TableRows.OfRanges(_table, new RowRange(-1, 2))).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => TableRows.OfRanges(_table, new RowRange(3, 2))).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_table_stands_in_a_row_set_once() =>
        FluentActions.Invoking(() => RowSet.Of(TableRows.OfRows(_table, 1), TableRows.OfRows(_table, 2))).Should().Throw<ArgumentException>().WithMessage("*twice*");
}
