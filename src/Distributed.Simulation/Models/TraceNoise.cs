using ParameterStore;

namespace Distributed.Simulation;

/// <summary><see cref="TimeNoise.Trace"/>.</summary>
internal sealed class TraceNoise : TimeNoise
{
    private readonly double[][] _series;

    internal TraceNoise(IReadOnlyList<IReadOnlyList<double>> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        _series = [.. series.Select(each => each.ToArray())];
        if (_series.Length == 0 || _series.Any(each => each.Length == 0 || each.Any(x => !(x > 0) || !double.IsFinite(x))))
            throw new ArgumentException("A trace holds at least one series, and each series at least one time; times are over 0.", nameof(series));
        Mean = _series.Average(each => each.Average());
    }

    internal override double Mean { get; }

    public override string ToString() => $"trace of {_series.Sum(each => each.Length)} clocks";

    internal override double Factor(Draws draws, WorkerId worker, int clock)
    {
        double[] own = _series[worker.Seat % _series.Length];
        int from = Draws.Below(draws.Stream(worker, 0, DrawPurpose.Trace), 0, own.Length);
        return own[(int)(((long)from + clock) % own.Length)];
    }
}
