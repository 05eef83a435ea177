using System.Collections.Concurrent;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Distributed.Tests;

public abstract partial class EstimatorConformance<TRaw>
{
    [Fact]
    public void The_log_has_a_line_at_the_start_one_an_epoch_and_one_at_the_end()
    {
        List<LoggingEventArgs> log = LogOf(new() { Epochs = 3, Workers = 2, ValidationFraction = 0.2f });
        string[] lines = [.. log.Where(l => l.Source.StartsWith(LogSource, StringComparison.Ordinal) && l.Kind == ChannelMessageKind.Info).Select(l => l.RawMessage)];
        lines.Should().HaveCount(IsCertain ? 6 : 5);
        lines[0].Should().MatchRegex("^Training starts: .*3 epochs, 2 workers, bsp, seed 11\\.$");
        lines[1].Should().MatchRegex("^Epoch 1 of 3: train loss [0-9.]+, validation loss [0-9.]+, (gap [0-9.E-]+, )?[0-9.]+ M updates/s, [0-9.]+ s\\.$");
        lines[2].Should().StartWith("Epoch 2 of 3: ");
        lines[3].Should().StartWith("Epoch 3 of 3: ");
        lines[4].Should().StartWith("Training ends: Completed after 3 epochs");
        if (IsCertain)
            lines[5].Should().MatchRegex("^Certificate: the objective is at most [0-9.E-]+ above the optimum \\(primal [0-9.E-]+, dual [0-9.E-]+, relative gap [0-9.E-]+\\)\\.$");
    }

    [Fact]
    public void A_quiet_trainer_writes_nothing()
    {
        LogOf(new() { Quiet = true }).Where(l => l.Kind != ChannelMessageKind.Trace).Select(l => l.Message).Should().BeEmpty();
    }

    private List<LoggingEventArgs> LogOf(ConformanceOptions options)
    {
        var lines = new ConcurrentQueue<LoggingEventArgs>();
        var context = new MLContext(1);
        context.Log += (_, line) => lines.Enqueue(line);
        Make(context, options).Fit(Data());
        return [.. lines];
    }
}
