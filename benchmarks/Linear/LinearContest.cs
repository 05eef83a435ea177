using System.Globalization;
using ParameterStore;

namespace Benchmarks;

/// <summary>One set: every side is tuned, and its shortest Fit that reaches a test loss is timed, in turns with the others'.</summary>
internal sealed class LinearContest(LinearParts parts, LinearProtocol protocol, TextWriter notes)
{
    /// <summary>A side's choice, and the loss on the validation part that it was chosen by.</summary>
    internal sealed record Tuned(ILinearSide Side, LinearChoice Choice, double Loss);

    /// <summary>A side's time to the target; null if it does not reach it.</summary>
    internal sealed record Timed(ILinearSide Side, int Threads, double? Seconds, double? Loss);

    /// <summary>Tunes a side on the validation part, with all the processors that are measured later.</summary>
    public Tuned Tune(ILinearSide side, int? tunedAt = null)
    {
        int rows = parts.TrainRows * 9 / 10;
        List<(LinearChoice Choice, double Loss)> trials = [.. protocol.Tried(side.Grid)
            .Select(c => (c, LossOf(() => LogLoss.Of(side.Fit(parts.Fit, rows, c, tunedAt ?? protocol.TunedAt, protocol.Threads.Max()).Model, parts.Validation))))];
        (LinearChoice choice, double loss) = trials.MinBy(t => t.Loss);
        Note($"  tuned {side.Name,-32} {choice}, validation loss {loss:0.00000}");
        return new(side, choice, loss);
    }

    /// <summary>
    /// Tunes a side to be the soonest at a loss on the validation part: the choice with the fewest passes, of several that with the least loss.
    /// If none gets there, the one of the least loss.
    /// </summary>
    public Tuned TuneTo(ILinearSide side, double target)
    {
        int rows = parts.TrainRows * 9 / 10;
        foreach (int passes in protocol.Passes)
        {
            (LinearChoice choice, double loss) = protocol.Tried(side.Grid)
                .Select(c => (Choice: c, Loss: LossOf(() => LogLoss.Of(side.Fit(parts.Fit, rows, c, passes, protocol.Threads.Max()).Model, parts.Validation))))
                .MinBy(t => t.Loss);
            if (loss > target)
                continue;
            Note($"  tuned {side.Name,-32} {choice}, validation loss {loss:0.00000} after {passes} passes");
            return new(side, choice, loss);
        }

        return Tune(side);
    }

    /// <summary>The loss on the test part after some passes.</summary>
    public double TestLoss(Tuned side, int passes, int threads) =>
        LossOf(() => LogLoss.Of(side.Side.Fit(parts.Train, parts.TrainRows, side.Choice, passes, threads).Model, parts.Test));

    /// <summary>The smallest loss on the test part at any of the passes that are looked at.</summary>
    public double BestTestLoss(Tuned side) => protocol.Passes.Min(passes => TestLoss(side, passes, protocol.Threads.Max()));

    /// <summary>Times all sides, on each number of threads.</summary>
    /// <param name="sides">The sides.</param>
    /// <param name="target">The loss on the test part that each has to reach in as few passes as it can.</param>
    /// <param name="fixedPasses">Passes that ML.NET's sides do instead; null: they go for the target like ours.</param>
    public IReadOnlyList<Timed> Time(IReadOnlyList<Tuned> sides, double target, int? fixedPasses = null)
    {
        List<Timed> times = [];
        foreach (int threads in protocol.Threads)
        {
            var runs = sides.Select(side => (Side: side, Passes: side.Side is NativeLinearSide && fixedPasses is { } passes ? passes : Fewest(side, target, threads), Seconds: new List<double>(), Reading: new List<double>(), Losses: new List<double>())).ToList();
            for (int repeat = 0; repeat < protocol.Repeats; repeat++)
            {
                foreach ((Tuned side, int? passes, List<double> seconds, List<double> reading, List<double> losses) in runs)
                {
                    if (passes is not { } count)
                        continue;
                    // The other sides' garbage is not this side's business.
                    GC.Collect();
                    GC.WaitForPendingFinalizers();
                    LinearFitted fitted = side.Side.Fit(parts.Train, parts.TrainRows, side.Choice, count, threads);
                    seconds.Add(fitted.Seconds);
                    if (fitted.ReadingSeconds is { } ofReading)
                        reading.Add(ofReading);
                    losses.Add(LogLoss.Of(fitted.Model, parts.Test));
                }
            }

            foreach ((Tuned side, int? passes, List<double> seconds, List<double> reading, List<double> losses) in runs)
            {
                times.Add(new(side.Side, threads, MedianOf(seconds), MedianOf(losses)));
                if (passes is null)
                    Note($"  {threads} threads, {side.Side.Name,-32} does not reach the target");
                else
                    Note($"  {threads} threads, {side.Side.Name,-32} {MedianOf(seconds):0.000} s ({seconds.Min():0.000} … {seconds.Max():0.000}){(MedianOf(reading) is { } r ? FormattableString.Invariant($", of that reading {r:0.000} s") : "")}, {passes} passes, test loss {MedianOf(losses):0.00000}");
            }
        }

        return times;
    }

    private int? Fewest(Tuned side, double target, int threads) =>
        protocol.Passes.Cast<int?>().FirstOrDefault(passes => TestLoss(side, passes!.Value, threads) <= target);

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

    private static double? MedianOf(List<double> values)
    {
        if (values.Count == 0)
            return null;
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
