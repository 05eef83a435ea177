using System.Text.Json;
using ClickThrough;
using ParameterStore;

namespace Samples.Tests;

public sealed class ClickRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_generated_log_is_learned_from_and_the_saved_model_predicts()
    {
        string model = _folder.File("model.zip");
        (ClickResult result, string shown) = await Run(Small with { Rows = 20_000, Bits = 8, Epochs = 8, Model = model });
        shown.Should().Contain("GENERATED").And.Contain("the planted model").And.Contain("expected").And.Contain("a few predictions");
        result.TestLogLoss.Should().BeLessThan(result.ConstantLogLoss - 0.01).And.BeGreaterThan(result.PlantedLogLoss!.Value - 0.05);
        result.TestAuc.Should().BeGreaterThan(0.62);
        result.Calibration.Should().BeInRange(0.7, 1.4);
        new FileInfo(model).Length.Should().BePositive();
    }

    [Fact]
    public async Task A_file_is_read_and_one_seed_and_one_worker_give_one_result()
    {
        string path = _folder.File("clicks.tsv");
        using (StreamWriter file = new(path))
            GeneratedClicks.Write(file, 2_000, seed: 3);
        ClickOptions options = Small with { Data = path, Workers = 1 };
        ClickResult result = (await Run(options)).Result;
        result.Data.Should().Be("clicks.tsv");
        result.PlantedLogLoss.Should().BeNull();
        (await Run(options)).Result.TestLogLoss.Should().Be(result.TestLogLoss);
        using JsonDocument json = JsonDocument.Parse(result.ToJson());
        json.RootElement.GetProperty("testLogLoss").GetDouble().Should().Be(result.TestLogLoss);
    }

    [Theory]
    [InlineData("bsp")]
    [InlineData("asp")]
    public async Task Every_policy_trains(string policy)
    {
        (ClickResult result, _) = await Run(Small with { Workers = 2, Sync = SyncPolicy.Parse(policy) });
        result.Sync.Should().Be(policy);
        double.IsFinite(result.TestLogLoss).Should().BeTrue();
    }

    [Fact]
    public async Task Dual_ascent_learns_too()
    {
        (ClickResult result, string shown) = await Run(Small with { Rows = 20_000, Bits = 8, Epochs = 5, Workers = 2, Trainer = ClickTrainer.Sdca, Sync = SyncPolicy.BulkSynchronous });
        shown.Should().Contain("trainer sdca");
        result.TestAuc.Should().BeGreaterThan(0.6);
    }

    [Fact]
    public async Task Comparing_trains_MLNETs_own_trainers_or_says_that_they_are_not_there()
    {
        (ClickResult result, string shown) = await Run(Small with { Compare = true });
        if (result.MlnetIs == "real")
            result.Mlnet.Select(c => c.Trainer).Should().Equal("ML.NET's SDCA", "ML.NET's L-BFGS");
        else
            shown.Should().Contain("--compare: the stand-in has no trainer of its own");
    }

    [Fact]
    public async Task A_file_of_another_form_is_refused_with_what_is_wanted()
    {
        Func<Task> missing = () => Run(Small with { Data = _folder.File("none.tsv") });
        (await missing.Should().ThrowAsync<SampleException>()).Which.Message.Should().StartWith("--data: there is no file");
        string path = _folder.Write("other.csv", "userId,movieId,rating\n1,2,3\n");
        Func<Task> other = () => Run(Small with { Data = path });
        (await other.Should().ThrowAsync<SampleException>()).Which.Message.Should().Contain("has 1 fields and begins with 'userId,movieId,rating'; wanted are 40");
    }

    [Fact]
    public async Task A_test_set_of_one_kind_is_refused_with_what_to_do()
    {
        Func<Task> few = () => Run(Small with { Rows = 20 });
        (await few.Should().ThrowAsync<SampleException>()).Which.Message.Should().MatchRegex(
            "^All impressions of the test set \\([0-9]+\\) were left without a click, and quality is measured on both kinds; use more of them \\(--rows 1000\\) or another --seed\\.$");
    }

    private static ClickOptions Small => new() { Rows = 2_000, Bits = 6, Epochs = 2, Workers = 2 };

    private static async Task<(ClickResult Result, string Shown)> Run(ClickOptions options)
    {
        StringWriter output = new();
        ClickResult result = await new ClickRun(PlainConsole.Create(output), output, TimeProvider.System).RunAsync(options, isLive: false, CancellationToken.None);
        return (result, output.ToString());
    }
}
