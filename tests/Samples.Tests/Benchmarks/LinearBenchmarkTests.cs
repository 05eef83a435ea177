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
        LinearBenchmark benchmark = new(notes);
        IReadOnlyList<LinearResult> measured = verb == "linear" ? benchmark.Families(quick: true, folder: null) : benchmark.Sdca(quick: true, folder: null);
        using JsonDocument parsed = JsonDocument.Parse(LinearResult.ToJson(measured));
        parsed.RootElement.GetArrayLength().Should().Be(results);
        parsed.RootElement[0].EnumerateObject().Select(p => p.Name).Should().Equal(
            "set", "trainer", "threads", "oursSeconds", "mlnetTrainer", "mlnetSeconds", "ratio", "oursLoss", "mlnetLoss", "mlnetIs");
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
        File.WriteAllText(folder.File("classes"), "1 1:1\n2 2:1\n3 1:1\n");
        File.WriteAllText(folder.File("labels"), "1\n-1\n");
        File.WriteAllText(folder.File("packed.bz2"), "BZ");
        StringWriter notes = new();
        LinearSets.All(quick: true, Path.GetDirectoryName(folder.File("good"))!, notes).Select(s => s.Name).Skip(2).Should().Equal("good");
        notes.ToString().Should().Contain("classes is left out").And.Contain("labels is left out").And.Contain("packed.bz2 is left out");
    }
}
