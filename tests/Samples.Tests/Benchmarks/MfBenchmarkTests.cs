using System.Text.Json;
using Benchmarks;

namespace Samples.Tests;

public sealed class MfBenchmarkTests
{
    [Fact]
    public void A_quick_run_measures_our_side_and_ends_in_the_promised_object()
    {
        StringWriter notes = new();
        MfResult result = new MfBenchmark(notes).Run("100k", quick: true, dataFolder: null);
        using JsonDocument parsed = JsonDocument.Parse(result.ToJson());
        parsed.RootElement.EnumerateObject().Select(p => p.Name).Should().Equal(
            "mlnetIs", "rank", "rows", "ours1Seconds", "ours2Seconds", "mlnet1Seconds", "mlnet2Seconds", "oursRmse", "mlnetRmse", "ratio1", "ratio2",
            "updatesPerSecond1", "updatesPerSecond2");
        result.Ours1Seconds.Should().BePositive();
        result.UpdatesPerSecond2.Should().BePositive();
        (result.Mlnet1Seconds is null).Should().Be(result.MlnetIs == "stand-in");
        notes.ToString().Should().Contain("1 pairs of λ and rate tried a side").And.Contain("no --data-folder");
    }

    [Fact]
    public void Medians_take_the_middle()
    {
        TimeToTarget time = new(new(0.1f, 0.1f), 3, [5, 1, 3], [0.9, 0.7], []);
        time.MedianSeconds.Should().Be(3);
        time.MedianRmse.Should().BeApproximately(0.8, 1e-12);
        time.MedianUpdatesPerSecond.Should().BeNull();
    }

    [Fact]
    public void Ratings_in_a_file_come_back()
    {
        using TemporaryFolder folder = new();
        Entry[] rows = [.. Enumerable.Range(0, 10_000).Select(i => new Entry(i, i * 2, i / 4f))];
        EntryFile.Write(folder.File("rows"), rows);
        EntryFile.Read(folder.File("rows")).Should().Equal(rows);
    }
}
