using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.Tests;

public sealed class TextLoaderTests : DifferentialTests, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("offline-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Fields_become_columns_of_their_kind() => Hold(t =>
    {
        string path = Write("a,1,2.5,true,2020-02-03,1:02:03,5", "b,-2,x,no,,,6", ",,,,,,");
        TextLoader.Column[] columns =
        [
            new("Word", DataKind.String, 0), new("Whole", DataKind.Int32, 1), new("Real", DataKind.Single, 2), new("Truth", DataKind.Boolean, 3),
            new("Time", DataKind.DateTime, 4), new("Span", DataKind.TimeSpan, 5), new("Double", DataKind.Double, 6), new("Beyond", DataKind.Single, 9),
        ];
        IDataView view = ML.Data.LoadFromTextFile(path, columns, ',');
        t.View(view);
        t.Add("count", view.GetRowCount());
        t.Add("shuffles", view.CanShuffle);
    });

    [Fact]
    public void A_header_is_left_out_and_names_slots() => Hold(t =>
    {
        string path = Write("w, x ,y,z", "a,1,2,3");
        TextLoader.Column[] columns = [new("Word", DataKind.String, 0), new("Vector", DataKind.Single, 1, 3)];
        t.View(ML.Data.LoadFromTextFile(path, columns, ',', hasHeader: true));
        t.View(ML.Data.LoadFromTextFile(path, new TextLoader.Options { Columns = columns, Separators = [','], HasHeader = true }));
        t.Throws("read as data", () => t.Rows(ML.Data.LoadFromTextFile(path, [new TextLoader.Column("A", DataKind.Int32, 1)], ',')));
    });

    [Fact]
    public void Comments_and_blank_lines_are_no_rows() => Hold(t =>
    {
        string path = Write("# before", "// comment", "", "a", "# within", "// again", " ", "", "b");
        TextLoader.Column[] columns = [new("Word", DataKind.String, 0)];
        t.View(ML.Data.LoadFromTextFile(path, columns));
        t.View(ML.Data.LoadFromTextFile(path, columns, hasHeader: true));
        t.View(ML.Data.LoadFromTextFile(Write("# a", "// b"), columns));
        t.View(ML.Data.LoadFromTextFile(Write(), columns));
    });

    [Fact]
    public void Quotes_hold_separators_and_quotes() => Hold(t =>
    {
        string path = Write("\"a,b\",c", "\"say \"\"hi\"\"\",d", "e\"f\",\"g", " \"h\" , i ", "\"j\"k,l", "\"\",m", "'n,o',p", "\"q\\\"r\",s");
        TextLoader.Column[] columns = [new("A", DataKind.String, 0), new("B", DataKind.String, 1)];
        t.View(ML.Data.LoadFromTextFile(path, columns, ',', allowQuoting: true));
        t.View(ML.Data.LoadFromTextFile(path, columns, ',', allowQuoting: false));
        t.View(ML.Data.LoadFromTextFile(path, new TextLoader.Options { Columns = columns, Separators = [','], AllowQuoting = true, EscapeChar = '\\' }));
    });

    [Fact]
    public void White_space_is_trimmed_where_it_is_to_be() => Hold(t =>
    {
        string path = Write("  a  ,  b  ", "\tc\t,\td\t", " 1.5 , 2 ");
        TextLoader.Column[] columns = [new("A", DataKind.String, 0), new("B", DataKind.String, 1), new("N", DataKind.Single, 0), new("M", DataKind.Single, 1)];
        t.View(ML.Data.LoadFromTextFile(path, columns, ','));
        t.View(ML.Data.LoadFromTextFile(path, columns, ',', trimWhitespace: true));
    });

    [Fact]
    public void Separators_may_be_several() => Hold(t =>
    {
        string path = Write("a,b;c\td", "1 2,3;4");
        TextLoader.Column[] columns = [new("A", DataKind.String, 0), new("B", DataKind.String, 1), new("C", DataKind.String, 2), new("D", DataKind.String, 3)];
        t.View(ML.Data.LoadFromTextFile(path, new TextLoader.Options { Columns = columns, Separators = [',', ';', '\t'] }));
        t.View(ML.Data.LoadFromTextFile(path, columns, ' '));
        t.View(ML.Data.LoadFromTextFile(path, columns));
        foreach (char separator in "a0\"\n\r#|:")
            t.Throws($"'{(int)separator}'", () => t.Rows(ML.Data.LoadFromTextFile(path, columns, separator)));
    });

    [Fact]
    public void Vectors_are_ranges_of_fields() => Hold(t =>
    {
        string path = Write("1,2,3,4,5", "6,,,,", ",,0,,", "1,2,3");
        TextLoader.Column[] columns =
        [
            new("Middle", DataKind.Single, 1, 3), new("Ends", DataKind.Single, [new(0), new(4)]), new("Mixed", DataKind.Double, [new(0, 1), new(3, 4)]),
            new("One", DataKind.Single, [new(2, 2)]), new("Whole", DataKind.Int32, 0, 4), new("Beyond", DataKind.Single, 3, 7),
        ];
        t.View(ML.Data.LoadFromTextFile(path, columns, ','));
        TextLoader.Column[] open = [new("All", DataKind.Single, [new(1, null)])];
        t.View(ML.Data.LoadFromTextFile(Write("1,2,3", "4,5,6"), new TextLoader.Options { Columns = open, Separators = [','] }));
        t.Throws("a range that overlaps itself", () => ML.Data.LoadFromTextFile(path, [new TextLoader.Column("X", DataKind.Single, [new(0, 2), new(1)])], ','));
        t.Throws("a range backwards", () => new TextLoader.Range(3, 2));
        t.Throws("a field before the first", () => new TextLoader.Range(-1));
        TextLoader.Column[] ofOneName = [new("X", DataKind.Single, 0), new("X", DataKind.Single, 1)];
        t.Throws("columns of one name", () => t.Schema(ML.Data.LoadFromTextFile(path, ofOneName, ',').Schema));
    });

    [Fact]
    public void Keys_count_from_zero_in_a_file() => Hold(t =>
    {
        string path = Write("0,1", "1,2", "2,", ",0", "?,NA", "3,1");
        TextLoader.Column[] columns = [new("Key", DataKind.UInt32, [new(0)], new KeyCount(4)), new("Big", DataKind.UInt64, [new(1)], new KeyCount())];
        t.View(ML.Data.LoadFromTextFile(path, columns, ','));
        t.Throws("too large", () => t.Rows(ML.Data.LoadFromTextFile(Write("4"), [columns[0]], ',')));
        t.Throws("negative", () => t.Rows(ML.Data.LoadFromTextFile(Write("-1"), [columns[0]], ',')));
        t.Throws("a word", () => t.Rows(ML.Data.LoadFromTextFile(Write("a"), [columns[0]], ',')));
        t.Throws("a key of floats", () => ML.Data.LoadFromTextFile(path, [new TextLoader.Column("Key", DataKind.Single, [new(0)], new KeyCount(4))], ','));
        t.Throws("a key of nothing", () => new KeyCount(0));
    });

    [Theory]
    [InlineData(DataKind.Single)]
    [InlineData(DataKind.Double)]
    [InlineData(DataKind.Int32)]
    [InlineData(DataKind.Byte)]
    [InlineData(DataKind.Boolean)]
    [InlineData(DataKind.DateTime)]
    [InlineData(DataKind.UInt16)]
    public void What_is_no_value_is_missing_or_an_error(DataKind kind) => Hold(
        t =>
        {
            foreach (string text in new[] { "abc", "?", "NaN", "NA", "1e5", "300", "-1", "1.5", "99999999999", "+1", "0x1", "1,5", "", " 7", "7 " })
                t.Throws($"'{text}'", () => t.Add("is", Values.OfColumn(ML.Data.LoadFromTextFile(Write($"{text}\tx"), [new TextLoader.Column("X", kind, 0)]), "X")));
        },
        $"What_is_no_{kind}_is_missing_or_an_error");

    [Fact]
    public void Missing_reals_may_be_NaN() => Hold(t =>
    {
        string path = Write("1,,2", ",?,");
        TextLoader.Column[] columns = [new("A", DataKind.Single, 0), new("B", DataKind.Double, 1), new("V", DataKind.Single, 0, 3), new("Whole", DataKind.Int32, 2)];
        t.View(ML.Data.LoadFromTextFile(path, new TextLoader.Options { Columns = columns, Separators = [','], MissingRealsAsNaNs = true }));
        t.View(ML.Data.LoadFromTextFile(path, new TextLoader.Options { Columns = columns, Separators = [','] }));
    });

    [Fact]
    public void The_decimal_marker_may_be_a_comma() => Hold(t =>
    {
        string path = Write("1,5;2.5", "-0,25;,5");
        TextLoader.Column[] columns = [new("A", DataKind.Single, 0), new("B", DataKind.Double, 1)];
        t.View(ML.Data.LoadFromTextFile(path, new TextLoader.Options { Columns = columns, Separators = [';'], DecimalMarker = ',' }));
        t.Throws("another marker", () => ML.Data.LoadFromTextFile(path, new TextLoader.Options { Columns = columns, Separators = [';'], DecimalMarker = '\'' }));
        t.Throws("the separator", () => ML.Data.LoadFromTextFile(path, new TextLoader.Options { Columns = columns, Separators = [','], DecimalMarker = ',' }));
    });

    [Fact]
    public void A_class_may_say_its_columns() => Hold(t =>
    {
        string path = Write("user,item,rating,x,y", "u1,i1,4,1,2", "u2,i2,,3,4");
        t.View(ML.Data.LoadFromTextFile<Rating>(path, ',', hasHeader: true));
        t.View(ML.Data.LoadFromTextFile<Rating>(path, new TextLoader.Options { Separators = [','], HasHeader = true }));
        IDataView view = ML.Data.LoadFromTextFile<Rating>(path, ',', hasHeader: true);
        t.Add("objects", ML.Data.CreateEnumerable<Rating>(view, false).Select(r => $"{r.User} {r.Item} {r.Label} {string.Join("/", r.Features)}"));
        t.Throws("without attributes", () => ML.Data.LoadFromTextFile<Bare>(path, ','));
        t.Throws("without members", () => ML.Data.LoadFromTextFile<Memberless>(path, ','));
    });

    [Fact]
    public void Files_may_be_several_or_missing() => Hold(t =>
    {
        File.WriteAllLines(Path.Combine(_folder, "part1.csv"), ["h", "1", "2"]);
        File.WriteAllLines(Path.Combine(_folder, "part2.csv"), ["h", "3"]);
        TextLoader loader = ML.Data.CreateTextLoader([new TextLoader.Column("A", DataKind.Int32, 0)], hasHeader: true);
        t.View(loader.Load(Path.Combine(_folder, "part1.csv"), Path.Combine(_folder, "part2.csv")));
        t.View(loader.Load(Path.Combine(_folder, "part*.csv")));
        t.Throws("a missing file", () => ML.Data.LoadFromTextFile(Path.Combine(_folder, "none.csv"), [new TextLoader.Column("A", DataKind.Int32, 0)]));
        t.Throws("a missing file for a loader", () => t.Rows(loader.Load(Path.Combine(_folder, "none.csv"))));
        t.Throws("no path", () => ML.Data.LoadFromTextFile(null, [new TextLoader.Column("A", DataKind.Int32, 0)]));
        t.Schema(loader.GetOutputSchema());
    });

    [Fact]
    public void Some_rows_may_be_enough() => Hold(t =>
    {
        string path = Write([.. Enumerable.Range(0, 10).Select(i => $"{i}")]);
        TextLoader.Column[] columns = [new("A", DataKind.Int32, 0)];
        t.View(ML.Data.LoadFromTextFile(path, new TextLoader.Options { Columns = columns, MaxRows = 3 }));
        t.Throws("fewer than none", () => ML.Data.LoadFromTextFile(path, new TextLoader.Options { Columns = columns, MaxRows = -1 }));
    });

    [Fact]
    public void Several_cursors_share_the_lines() => Hold(t =>
    {
        string path = Write([.. Enumerable.Range(0, 1000).Select(i => $"{i}")]);
        IDataView view = ML.Data.LoadFromTextFile(path, [new TextLoader.Column("A", DataKind.Int32, 0)]);
        DataViewRowCursor[] cursors = view.GetRowCursorSet(view.Schema, 3);
        t.Add("cursors", cursors.Length);
        List<string>[] rows = [.. cursors.Select(_ => new List<string>())];
        Parallel.For(0, cursors.Length, i => rows[i].AddRange(Values.OfRows(cursors[i]).Select(r => r[r.IndexOf("id")..])));
        t.Add("all", string.Join(" ", rows.SelectMany(r => r).OrderBy(r => int.Parse(r.Split('|')[1]))).Length);
        t.Add("distinct", rows.SelectMany(r => r).Distinct().Count());
    });

    private string Write(params string[] lines)
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():n}.txt");
        File.WriteAllText(path, string.Concat(lines.Select(l => l + "\n")));
        return path;
    }

    private sealed class Rating
    {
        [LoadColumn(0)]
        public string User { get; set; }

        [LoadColumn(1)]
        public string Item;

        [LoadColumn(2), ColumnName("Label")]
        public float Label;

        [LoadColumn(3, 4), VectorType(2)]
        public float[] Features;
    }

    private sealed class Bare
    {
        public float A;
    }

    private sealed class Memberless;
}
