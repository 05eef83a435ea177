using Distributed.Learning;
using Microsoft.ML.Data;

namespace Microsoft.ML.Distributed.Tests;

public sealed class RatingReaderTests
{
    private const int Columns = 50, Rows = 30;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Every_row_is_read_once_however_many_cursors_there_are(int cursors)
    {
        RatingRow[] rows = SomeRows(1000);
        RatingData data = Read(new RatingView(rows, Columns, Rows) { Cursors = cursors });
        Sorted(Flat(data.Ratings)).Should().Equal(Sorted(rows.Select(r => new Rating((int)r.Column - 1, (int)r.Row - 1, r.Label))));
        data.HeldOut.Should().BeEmpty();
    }

    [Fact]
    public void More_rows_than_a_chunk_holds_are_read()
    {
        RatingRow[] rows = SomeRows((2 * RatingList.ChunkLength) + 17);
        Flat(Read(new RatingView(rows, Columns, Rows) { BatchRows = 1000 }).Ratings)
            .Should().Equal(rows.Select(r => new Rating((int)r.Column - 1, (int)r.Row - 1, r.Label)));
    }

    [Fact]
    public void A_whole_number_of_chunks_leaves_no_empty_one()
    {
        RatingData data = Read(new RatingView(SomeRows(RatingList.ChunkLength), Columns, Rows) { BatchRows = 1000 });
        data.Ratings.Should().ContainSingle().Which.Length.Should().Be(RatingList.ChunkLength);
    }

    [Theory]
    [InlineData(3, 2, MatrixAxis.Columns)]
    [InlineData(2, 2, MatrixAxis.Columns)]
    [InlineData(2, 3, MatrixAxis.Rows)]
    public void The_axis_with_more_keys_is_the_users(int columns, int rows, MatrixAxis users)
    {
        var view = new RatingView([new(1, 2, 5)], columns, rows);
        RatingColumns found = ColumnsOf(view);
        found.Users.Should().Be(users);
        Flat(Read(view).Ratings).Should().Equal(users == MatrixAxis.Columns ? new Rating(0, 1, 5) : new Rating(1, 0, 5));
    }

    [Theory]
    [InlineData(0u, 1u, 1f, "no key (0) in column 'Column'*FilterRowsByMissingValues*")]
    [InlineData(1u, 0u, 1f, "no key (0) in column 'Row'*FilterRowsByMissingValues*")]
    [InlineData(51u, 1u, 1f, "key 51 in column 'Column', whose type has 50 keys*")]
    [InlineData(1u, 31u, 1f, "key 31 in column 'Row', whose type has 30 keys*")]
    [InlineData(1u, 1u, float.NaN, "the value NaN in the label column 'Label'*FilterRowsByMissingValues*")]
    [InlineData(1u, 1u, float.NegativeInfinity, "the value -Infinity in the label column 'Label'*FilterRowsByColumn*")]
    public void A_row_that_cannot_be_used_is_named_by_its_place_however_many_cursors_there_are(uint column, uint row, float label, string fault)
    {
        RatingRow[] rows = SomeRows(500);
        rows[123] = new(column, row, label);
        rows[124] = new(0, 0, float.NaN);
        rows[400] = new(0, 0, float.NaN);
        for (int cursors = 1; cursors <= 6; cursors++)
        {
            for (int seed = 0; seed < 10; seed++)
            {
                Action read = () => Read(new RatingView(rows, Columns, Rows) { Cursors = cursors, Seed = seed });
                read.Should().Throw<ArgumentException>().WithMessage("Row 123 of the data (the first is row 0) has " + fault).WithParameterName("input");
            }
        }
    }

    [Fact]
    public void Rows_after_a_bad_one_are_not_read_by_its_cursor()
    {
        RatingRow[] rows = SomeRows(100);
        rows[10] = new(0, 1, 1);
        int last = 0;
        Action read = () => Read(new RatingView(rows, Columns, Rows) { BeforeRow = row => last = row });
        read.Should().Throw<ArgumentException>();
        last.Should().Be(10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Empty_data_is_refused(int cursors)
    {
        Action read = () => Read(new RatingView([], Columns, Rows) { Cursors = cursors });
        read.Should().Throw<ArgumentException>().WithMessage("The data has no rows*").WithParameterName("input");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_error_of_the_view_comes_through_as_it_is(int cursors)
    {
        Action read = () => Read(new RatingView(SomeRows(100), Columns, Rows)
        {
            Cursors = cursors,
            BeforeRow = row => throw new IOException($"disk {row >= 0}"),
        });
        read.Should().Throw<IOException>().WithMessage("disk True");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Reading_can_be_cancelled(int cursors)
    {
        using var cancel = new CancellationTokenSource();
        var view = new RatingView(SomeRows(100_000), Columns, Rows)
        {
            Cursors = cursors,
            BeforeRow = row =>
            {
                if (row > 100)
                    cancel.Cancel();
            },
        };
        Action read = () => RatingReader.Read(view, ColumnsOf(view), default, cursors, "input", cancel.Token);
        read.Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void Values_are_1_where_they_are_not_to_be_read()
    {
        var view = new RatingView([new(1, 1, float.NaN), new(2, 1, 7)], Columns, Rows);
        RatingData data = RatingReader.Read(view, ColumnsOf(view).WithoutValues(), default, 1, "input", CancellationToken.None);
        Flat(data.Ratings).Select(r => r.Value).Should().Equal(1, 1);
    }

    [Fact]
    public void What_is_held_out_depends_on_the_pairs_and_the_seed_alone()
    {
        RatingRow[] rows = SomeRows(20_000);
        Rating[] one = HeldOut(rows, cursors: 1, seed: 7);
        one.Length.Should().BeInRange(1700, 2300);
        HeldOut(rows, cursors: 4, seed: 7).Should().Equal(one);
        HeldOut([.. rows.Reverse()], cursors: 1, seed: 7).Should().Equal(one);
        HeldOut(rows, cursors: 1, seed: 8).Should().NotEqual(one);
    }

    [Fact]
    public void A_held_out_rating_is_not_trained_on()
    {
        RatingRow[] rows = SomeRows(5000);
        var view = new RatingView(rows, Columns, Rows) { Cursors = 2 };
        RatingData data = RatingReader.Read(view, ColumnsOf(view), new HoldOut(0.3f, 1), 2, "input", CancellationToken.None);
        var held = Flat(data.HeldOut).Select(r => (r.User, r.Item)).ToHashSet();
        Flat(data.Ratings).Any(r => held.Contains((r.User, r.Item))).Should().BeFalse();
        (Flat(data.Ratings).Count() + Flat(data.HeldOut).Count()).Should().Be(rows.Length);
    }

    [Fact]
    public void A_text_file_is_read_by_several_cursors_and_a_bad_line_is_named_by_its_row()
    {
        string path = Path.GetTempFileName();
        try
        {
            IEnumerable<string> lines = Enumerable.Range(0, 20_000).Select(i => $"{i % 50},{i % 30},{(i == 15_003 ? "NaN" : "3.5")}");
            File.WriteAllLines(path, lines);
            var context = new MLContext(1);
            IDataView data = context.Data.LoadFromTextFile(
                path,
                [
                    new TextLoader.Column("Column", DataKind.UInt32, [new(0)], new KeyCount(50)),
                    new TextLoader.Column("Row", DataKind.UInt32, [new(1)], new KeyCount(30)),
                    new TextLoader.Column("Label", DataKind.Single, 2),
                ],
                separatorChar: ',');
            Action read = () => RatingReader.Read(data, ColumnsOf(data), default, 4, "input", CancellationToken.None);
            read.Should().Throw<ArgumentException>().WithMessage("Row 15003 of the data *");
            RatingData good = RatingReader.Read(data, ColumnsOf(data).WithoutValues(), default, 4, "input", CancellationToken.None);
            Flat(good.Ratings).Should().HaveCount(20_000).And.OnlyContain(r => r.User < 50 && r.Item < 30);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Reading_allocates_12_bytes_a_rating()
    {
        const int count = 20 * RatingList.ChunkLength;
        var view = new RatingView(SomeRows(count), Columns, Rows) { BatchRows = 1000 };
        RatingColumns columns = ColumnsOf(view);
        long ofTheView = Allocated(() => view.GetRowCursorSet(columns.Needed, 1));
        long ofReading = Allocated(() => RatingReader.Read(view, columns, default, 1, "input", CancellationToken.None)) - ofTheView;
        (ofReading / (double)count).Should().BeInRange(12, 12.5);

        static long Allocated(Action action)
        {
            action();
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static Rating[] HeldOut(RatingRow[] rows, int cursors, int seed)
    {
        var view = new RatingView(rows, Columns, Rows) { Cursors = cursors };
        return [.. Sorted(Flat(RatingReader.Read(view, ColumnsOf(view), new HoldOut(0.1f, seed), cursors, "input", CancellationToken.None).HeldOut))];
    }

    private static RatingData Read(RatingView view) => RatingReader.Read(view, ColumnsOf(view), default, view.Cursors, "input", CancellationToken.None);

    private static RatingColumns ColumnsOf(IDataView view) => RatingColumns.Find(view.Schema, "Column", "Row", "Label", "input");

    private static IEnumerable<Rating> Flat(IReadOnlyList<ReadOnlyMemory<Rating>> chunks) => chunks.SelectMany(c => c.ToArray());

    private static IEnumerable<Rating> Sorted(IEnumerable<Rating> ratings) => ratings.OrderBy(r => (r.User, r.Item, r.Value));

    private static RatingRow[] SomeRows(int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(_ => new RatingRow((uint)random.Next(Columns) + 1, (uint)random.Next(Rows) + 1, random.Next(10) / 2f))];
    }
}
