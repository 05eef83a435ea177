using System.Globalization;

namespace Benchmarks;

/// <summary>The timed runs of one side on some threads.</summary>
/// <param name="side">The side with its choice.</param>
/// <param name="passes">Its passes; null if it does not reach the target: it is not run.</param>
/// <param name="threads">Threads.</param>
/// <param name="limit">The test loss that the median has to be at, or the side has not reached its target after all; null: it need not.</param>
internal sealed class LinearRuns(LinearContest.Tuned side, int? passes, int threads, double? limit)
{
    private readonly List<double> _seconds = [], _reading = [], _losses = [];

    /// <summary>Fits once more.</summary>
    public void Once(LinearParts parts)
    {
        if (passes is not { } count)
            return;
        // The other sides' garbage is not this side's business.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        LinearFitted fitted = side.Side.Fit(parts.Train, side.Choice, count, threads);
        _seconds.Add(fitted.Seconds);
        if (fitted.ReadingSeconds is { } ofReading)
            _reading.Add(ofReading);
        _losses.Add(fitted.Loss(parts.Test));
    }

    private bool Misses => limit is { } most && MedianOf(_losses) > most;

    public LinearContest.Timed Result() => new(side.Side, threads, Misses ? null : MedianOf(_seconds), MedianOf(_losses), MedianOf(_reading));

    public string Describe()
    {
        string who = string.Create(CultureInfo.InvariantCulture, $"  {threads} threads, {side.Side.Name,-32}");
        if (passes is null)
            return $"{who} does not reach the target";
        string reading = MedianOf(_reading) is { } seconds ? string.Create(CultureInfo.InvariantCulture, $", of that reading {seconds:0.000} s") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{who} {MedianOf(_seconds):0.000} s ({_seconds.Min():0.000} … {_seconds.Max():0.000}){reading}, {passes} passes, test loss {MedianOf(_losses):0.00000}{(Misses ? ", which misses the target" : "")}");
    }

    private static double? MedianOf(List<double> values) => values.Count == 0 ? null : Median.Of(values);
}
