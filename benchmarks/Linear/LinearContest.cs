using System.Globalization;
using ParameterStore;

namespace Benchmarks;

/// <summary>One set: every side is tuned, and its shortest Fit that reaches a test loss is timed, in turns with the others'.</summary>
internal sealed class LinearContest(LinearParts parts, LinearProtocol protocol, TextWriter notes)
{
    /// <summary>A side's choice, and the loss on the validation part that it was chosen by.</summary>
    internal sealed record Tuned(ILinearSide Side, LinearChoice Choice, double Loss);

    /// <summary>A side's time to the target; null if it does not reach it.</summary>
    internal sealed record Timed(ILinearSide Side, int Threads, double? Seconds, double? Loss, double? ReadingSeconds);

    /// <summary>Tunes a side on the validation part, with all the processors that are measured later.</summary>
    public Tuned Tune(ILinearSide side, int? tunedAt = null)
    {
        (LinearChoice choice, double loss) = protocol.Tried(side.Grid).Select(c => (c, ValidationLoss(side, c, tunedAt ?? protocol.TunedAt))).MinBy(t => t.Item2);
        Note($"  tuned {side.Name,-32} {choice}, validation loss {loss:0.00000}");
        return new(side, choice, loss);
    }

    /// <summary>The loss on the test part after some passes.</summary>
    public double TestLoss(Tuned side, int passes, int threads) => LossOf(() => side.Side.Fit(parts.Train, side.Choice, passes, threads).Loss(parts.Test));

    /// <summary>The median of it: threads that do not wait for one another come to another loss each time.</summary>
    public double UsualTestLoss(Tuned side, int passes, int threads) => Median.Of(Enumerable.Range(0, protocol.Repeats).Select(_ => TestLoss(side, passes, threads)));

    /// <summary>The loss on the test part after the most passes: no lucky one on the way.</summary>
    public double LastTestLoss(Tuned side) => TestLoss(side, side.Side.Passes(protocol).Max(), protocol.Threads.Max());

    /// <summary>Times all sides, on each number of threads that they can use.</summary>
    /// <param name="sides">The sides.</param>
    /// <param name="target">The loss on the test part that each has to reach in as few passes as it can.</param>
    /// <param name="fixedPasses">Passes that ML.NET's sides do instead; null: they go for the target like ours.</param>
    public IReadOnlyList<Timed> Time(IReadOnlyList<Tuned> sides, double target, int? fixedPasses = null)
    {
        List<Timed> times = [];
        foreach (int threads in protocol.Threads)
        {
            LinearRuns[] runs = [.. sides.Where(side => side.Side.ThreadsMax >= threads).Select(side => side.Side is NativeLinearSide && fixedPasses is { } passes
                ? new LinearRuns(side, passes, threads, limit: null)
                : new LinearRuns(side, Fewest(side, target, threads), threads, target * (1 + protocol.Noise)))];
            for (int repeat = 0; repeat < protocol.Repeats; repeat++)
            {
                foreach (LinearRuns run in runs)
                    run.Once(parts);
            }

            foreach (LinearRuns run in runs)
            {
                notes.WriteLine(run.Describe());
                times.Add(run.Result());
            }
        }

        return times;
    }

    private int? Fewest(Tuned side, double target, int threads) =>
        side.Side.Passes(protocol).Cast<int?>().FirstOrDefault(passes => TestLoss(side, passes!.Value, threads) <= target);

    private double ValidationLoss(ILinearSide side, LinearChoice choice, int passes) =>
        LossOf(() => side.Fit(parts.Fit, choice, passes, protocol.Threads.Max()).Loss(parts.Validation));

    /// <summary>Infinite if the training diverged: such a trial has lost, not failed.</summary>
    private static double LossOf(Func<double> measure)
    {
        try
        {
            return measure();
        }
        catch (JobFailedException e) when (e.InnerException is InvalidUpdateException)
        {
            return double.PositiveInfinity;
        }
    }

    private void Note(FormattableString text) => notes.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
