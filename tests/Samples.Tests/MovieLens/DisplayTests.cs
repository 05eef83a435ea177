using ParameterStore;
using Spectre.Console;

namespace Samples.Tests;

public sealed class DisplayTests
{
    [Fact]
    public void A_falling_loss_is_drawn_falling_with_room_for_what_comes()
    {
        string[] lines = LossChart.Draw([1.0, 0.5, 0.0], epochs: 5, width: 10, height: 2);
        lines.Should().Equal(
            "██▁▁      ",
            "████▁▁    ");
    }

    [Fact]
    public void A_loss_that_does_not_fall_or_is_unknown_is_drawn_too()
    {
        LossChart.Draw([], 3, 6, 2).Should().Equal("      ", "      ");
        LossChart.Draw([2, double.NaN, 2], 3, 6, 1).Should().Equal("▁▁  ▁▁");
    }

    [Fact]
    public void More_epochs_than_characters_are_thinned_out()
    {
        double[] falling = [.. Enumerable.Range(0, 1000).Select(i => 1000.0 - i)];
        string line = LossChart.Draw(falling, 1000, 8, 1).Should().ContainSingle().Subject;
        line.Should().HaveLength(8);
        line.Should().BeEquivalentTo(new string([.. line.OrderDescending()]));
    }

    [Fact]
    public async Task Plain_lines_are_one_an_epoch_even_where_the_last_is_reported_twice()
    {
        StringWriter output = new();
        int result = await new PlainTrainingDisplay(output, "RMSE").WatchAsync(progress =>
        {
            progress.Report(Progress(1, 0.95));
            progress.Report(Progress(2, 0.90));
            progress.Report(Progress(2, 0.90));
            return 42;
        });
        result.Should().Be(42);
        output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(2)
            .And.SatisfyRespectively(
                first => first.TrimEnd().Should().Be("epoch   1/2  train RMSE 0.9500  12.0 M updates/s  waited 0.250 s"),
                second => second.Should().StartWith("epoch   2/2  train RMSE 0.9000"));
    }

    [Fact]
    public async Task The_live_display_shows_losses_pace_and_workers()
    {
        (string shown, int result) = await Live(progress =>
        {
            progress.Report(Progress(1, 0.95));
            progress.Report(Progress(2, 0.90));
            return 42;
        });
        result.Should().Be(42);
        shown.Should().Contain("2/2").And.Contain("0.9000").And.Contain("0.9500").And.Contain("12.0").And.Contain("worker").And.Contain("1,000,007").And.Contain("0.250 s");
    }

    [Fact]
    public async Task A_training_that_fails_fails_through_the_live_display()
    {
        Func<Task> act = () => Live(_ => throw new SampleException("no"));
        await act.Should().ThrowAsync<SampleException>().WithMessage("no");
    }

    private static async Task<(string Shown, int Result)> Live(Func<IProgress<TrainingProgress>, int> fit)
    {
        StringWriter output = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 100;
        int result = await new LiveTrainingDisplay(console, "RMSE").WatchAsync(fit);
        return (output.ToString(), result);
    }

    private static TrainingProgress Progress(int epoch, double loss) => new(
        epoch, 2, TimeSpan.FromSeconds(1), loss, double.NaN, 12e6, [new WorkerProgress(new WorkerId(0, 0), 4, 1_000_007, TimeSpan.FromSeconds(0.25))]);
}
