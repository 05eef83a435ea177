using System.IO.Compression;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using SvmLight;

namespace Samples.Tests;

public sealed class SvmLightFileTests
{
    [Fact]
    public void Rows_are_read_with_what_is_to_be_skipped_left_out()
    {
        ExampleTable table = Read("# a file\n+1 1:0.5 3:-2e-1 # a row\n\n-1 qid:7\t2:4 \r\n-1.0\n");
        table.Features.Should().Be(3);
        table.Labels.Should().Equal(1, -1, -1);
        table.Starts.Should().Equal(0, 2, 3, 3);
        table.Indices.Should().Equal(0, 2, 1);
        table.Values.Should().Equal(0.5f, -0.2f, 4);
        table.Positive().Should().Be(1);
    }

    [Fact]
    public void Features_may_count_from_0_and_be_more_than_occur() =>
        Read("1 0:1 2:3", features: 5, zeroBased: true).Should().BeEquivalentTo(new { Features = 5, Count = 1 });

    [Theory]
    [InlineData("1 1:1\nx 1:1", "*, line 2: 'x' is no label*")]
    [InlineData("1 1:1\n1 1", "*, line 2: '1' is not of the form index:value.")]
    [InlineData("1 1:NaN", "*, line 1: '1:NaN' is not of the form*")]
    [InlineData("1 1:1 2:", "*, line 1: '2:' is not of the form*")]
    [InlineData("1 0:1", "*, line 1: the index 0 is below 1, the first one; *from 0.")]
    [InlineData("1 2:1 2:1", "*, line 1: the index 2 comes after 2; *")]
    [InlineData("1 5:1", "*, line 1: the index 5 is above 4, the last of 4 features.")]
    public void A_bad_line_is_named_with_what_is_wrong(string text, string message)
    {
        Action read = () => Read(text, features: 4);
        read.Should().Throw<InvalidDataException>().WithMessage(message);
    }

    [Fact]
    public void Large_files_are_read_in_parts_in_their_order_and_a_bad_line_keeps_its_number()
    {
        string[] lines = [.. Enumerable.Range(0, 60_000).Select(i => $"{i} {(i % 10) + 1}:{i} 20:1.5")];
        ExampleTable table = Read(string.Join('\n', lines));
        table.Labels.Should().Equal(Enumerable.Range(0, 60_000).Select(i => (float)i));
        for (int i = 0; i < table.Count; i++)
            (table.Indices[table.Starts[i]], table.Values[table.Starts[i]]).Should().Be((i % 10, i));
        lines[45_678] = "?";
        lines[55_678] = "?";
        Action read = () => Read(string.Join('\n', lines));
        read.Should().Throw<InvalidDataException>().WithMessage("*, line 45679: *");
    }

    [Fact]
    public void Packed_files_are_unpacked()
    {
        using TemporaryFolder folder = new();
        using (var packed = new GZipStream(File.Create(folder.File("set.gz")), CompressionMode.Compress))
            packed.Write("1 1:2\n"u8);
        SvmLightFile.Read(folder.File("set.gz")).Values.Should().Equal(2);
    }

    [Fact]
    public void Two_labels_are_needed_to_tell_false_from_true()
    {
        FluentActions.Invoking(() => Read("1 1:1\n2 1:1\n3 1:1").Positive()).Should().Throw<InvalidDataException>().WithMessage("*more than two labels*");
        FluentActions.Invoking(() => Read("1 1:1").Positive()).Should().Throw<InvalidDataException>().WithMessage("*fewer than two labels*");
        Read("1 1:1\n2 1:1").Positive().Should().Be(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Cursors_of_a_set_give_every_row_once_in_batches_of_the_datas_order(int cursors)
    {
        ExampleTable table = Read(string.Join('\n', Enumerable.Range(0, 10_000).Select(i => $"{i % 2} {(i % 5) + 1}:{i + 1}")));
        ExampleTableView view = new(table, positive: 1);
        SortedDictionary<long, List<(bool, float)>> batches = [];
        DataViewRowCursor[] set = view.GetRowCursorSet(view.Schema, cursors);
        set.Should().HaveCount(cursors);
        foreach (DataViewRowCursor cursor in set)
        {
            var label = cursor.GetGetter<bool>(view.Schema[0]);
            var features = cursor.GetGetter<VBuffer<float>>(view.Schema[1]);
            while (cursor.MoveNext())
            {
                bool isTrue = false;
                VBuffer<float> row = default;
                label(ref isTrue);
                features(ref row);
                if (!batches.TryGetValue(cursor.Batch, out List<(bool, float)>? rows))
                    batches[cursor.Batch] = rows = [];
                rows.Add((isTrue, row.DenseValues().Sum()));
            }
        }

        batches.Values.SelectMany(rows => rows).Should().Equal(Enumerable.Range(0, 10_000).Select(i => (i % 2 == 1, i + 1f)));
    }

    [Fact]
    public void Some_rows_of_a_table_are_a_table()
    {
        ExampleTable some = Read("1 1:1 2:2\n2 3:3\n3\n4 1:4").Take(row => row != 1);
        (some.Features, some.Count).Should().Be((3, 3));
        some.Starts.Should().Equal(0, 2, 2, 3);
        some.Indices.Should().Equal(0, 1, 0);
        some.Values.Should().Equal(1, 2, 4);
    }

    private static ExampleTable Read(string text, int features = 0, bool zeroBased = false)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("set"), text, new UTF8Encoding(false));
        return SvmLightFile.Read(folder.File("set"), features, zeroBased);
    }
}
