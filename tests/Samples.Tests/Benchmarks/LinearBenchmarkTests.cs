using System.Text.Json;
using Benchmarks;
using SvmLight;

namespace Samples.Tests;

public sealed class LinearBenchmarkTests
{
    [Theory]
    [InlineData("linear", 8)]
    [InlineData("sdca", 4)]
    public void A_quick_run_measures_our_sides_and_ends_in_the_promised_array(string verb, int results)
    {
        StringWriter notes = new();
        LinearBenchmark benchmark = new(notes, new(Quick: true, Folder: null, Only: []));
        IReadOnlyList<LinearResult> measured = verb == "linear" ? benchmark.Families() : benchmark.Sdca();
        using JsonDocument parsed = JsonDocument.Parse(LinearResult.ToJson(measured));
        parsed.RootElement.GetArrayLength().Should().Be(results);
        parsed.RootElement[0].EnumerateObject().Select(p => p.Name).Should().Equal(
            "set", "trainer", "threads", "oursSeconds", "mlnetTrainer", "mlnetSeconds", "ratio", "oursLoss", "mlnetLoss", "mlnetIs",
            "liblinearTrainer", "liblinearSeconds", "liblinearReadingSeconds", "liblinearLoss", "target");
        if (LiblinearSide.IsHere)
            measured.Should().OnlyContain(r => r.LiblinearSeconds > 0 && r.LiblinearReadingSeconds > 0 && r.LiblinearLoss < 0.68);
        measured.Where(r => r.Trainer.StartsWith("Sdca", StringComparison.Ordinal)).Should().Contain(r => r.OursSeconds > 0 && r.OursLoss < 0.68);
        notes.ToString().Should().Contain("no --data");
    }

    [Fact]
    public void Planted_examples_have_the_size_and_the_form_that_are_asked_for()
    {
        ExampleTable dense = PlantedExamples.Dense(500, 7), sparse = PlantedExamples.Sparse(500, 300, 20);
        (dense.Count, dense.Features, dense.IsDense, dense.Values.Length).Should().Be((500, 7, true, 3500));
        (sparse.Count, sparse.Features, sparse.IsDense, sparse.Values.Length).Should().Be((500, 300, false, 10_000));
        for (int row = 0; row < sparse.Count; row++)
            sparse.Indices[sparse.Starts[row]..sparse.Starts[row + 1]].Should().BeInAscendingOrder().And.OnlyContain(i => i >= 0 && i < 300).And.OnlyHaveUniqueItems();
        dense.Labels.Distinct().Should().BeEquivalentTo([1f, -1f]);
        PlantedExamples.Sparse(500, 300, 20).Labels.Should().Equal(sparse.Labels);
    }

    [Fact]
    public void Real_sets_come_from_a_folder_and_what_is_none_is_left_out_with_the_reason()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("good"), "1 1:1\n-1 2:1\n");
        File.WriteAllText(folder.File("labels"), "1\n-1\n");
        File.WriteAllText(folder.File("numbers"), "1.5 1:1\n2 1:1\n3 1:1\n");
        File.WriteAllText(folder.File("packed.bz2"), "BZ");
        File.WriteAllText(folder.File("tested.t"), "1 1:1\n");
        StringWriter notes = new();
        LinearSet[] sets = Read(folder, notes);
        sets.Select(s => s.Name).Should().Equal("good");
        notes.ToString().Should().Contain("labels is left out: no row has a feature").And.Contain("numbers is left out: labels are no classes")
            .And.Contain("packed is left out: packed.bz2 cannot be unpacked").And.Contain("tested is left out: there is tested.t, but nothing to learn from");
    }

    [Fact]
    public void Files_of_one_set_are_joined_and_its_own_rows_are_tested_on()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("set.tr"), "1 1:1\n-1 2:1\n");
        using (var packed = new ICSharpCode.SharpZipLib.BZip2.BZip2OutputStream(File.Create(folder.File("set.val.bz2"))))
            packed.Write("1 3:5\n"u8);
        File.WriteAllText(folder.File("set.t"), "-1 4:1\n");
        LinearSet set = Read(folder, new()).Single();
        set.Name.Should().Be("set");
        set.Table.Labels.Should().Equal(1, -1, 1);
        (set.Table.Features, set.Table.Starts[3], set.Table.Values[2], set.Test!.Features).Should().Be((4, 3, 5, 4));
        set.Test.Labels.Should().Equal(-1);
        var parts = new LinearParts(new(1), set);
        (parts.Train.Rows, parts.Test.Rows).Should().Be((3, 1));
    }

    [Fact]
    public void Of_many_classes_the_lowest_quarter_stands_against_the_rest()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("classes"), "3 1:1\n1 2:1\n2 1:1\n5 1:1\n4 1:1\n1 1:1\n");
        Read(folder, new()).Single().Table.Labels.Should().Equal(-1, 1, 1, -1, -1, 1);
    }

    [Fact]
    public void Sets_are_chosen_by_parts_of_their_names()
    {
        LinearSets.All(new(Quick: true, Folder: null, Only: ["DENSE"]), new StringWriter()).Select(s => s.Name).Should().Equal("dense 4k x 20");
        LinearSets.All(new(Quick: true, Folder: null, Only: ["other"]), new StringWriter()).Should().BeEmpty();
    }

    [Fact]
    public void The_loss_of_weights_is_that_of_their_scores()
    {
        ExampleTable table = new(2, [1, 2], [0, 1, 2], [1, 0], [2, 3]);
        double expected = (Math.Log(1 + Math.Exp(1 + (2 * 0.5))) + Math.Log(1 + Math.Exp(-(1 + (3 * 0.25))))) / 2;
        LogLoss.Of([0.25, 0.5, 1], new LinearPart(table, 2, new ExampleTableView(table, 2))).Should().BeApproximately(expected, 1e-12);
    }

    private static LinearSet[] Read(TemporaryFolder folder, StringWriter notes) =>
        [.. LinearSets.All(new(Quick: true, Path.GetDirectoryName(folder.File("x")), []), notes).Skip(2)];
}
