namespace Distributed.Tool.Tests;

public sealed class PlainRunDisplayTests
{
    [Fact]
    public async Task A_long_run_says_now_and_then_how_far_it_is()
    {
        using StringWriter output = new() { NewLine = "\n" };
        var time = new HandTime();
        await new PlainRunDisplay(output, time).WatchAsync(progress =>
        {
            progress.Report(Running(1));
            time.Now += PlainRunDisplay.Pause;
            progress.Report(Running(2));
            progress.Report(Running(3));
            progress.Report(new("a", 1, 2));
            progress.Report(new("a", 2, 2));
            return Task.FromResult(0);
        });
        output.ToString().Should().Be("a: 0 of 2 runs done; asp, step 0.1, seed 7: 2,000 clocks, 2 s of at most 300 s, loss 0.5\na: 2 runs done\n");
    }

    private static ExperimentProgress Running(long second) => new("a", 0, 2, new("asp", 7, 0.1, second * 1_000_000_000, 300_000_000_000, 1_000 * second, 0.5));

    private sealed class HandTime : TimeProvider
    {
        internal TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
