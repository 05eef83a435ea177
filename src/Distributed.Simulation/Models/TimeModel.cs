using ParameterStore;

namespace Distributed.Simulation;

/// <summary>How long workers compute: T = T0 · class of the worker · X, times U(slow) in the share of clocks that are slow.</summary>
public sealed record TimeModel
{
    /// <summary>T0, the base time of a clock in nanoseconds; over 0.</summary>
    public long ClockNs { get; init; } = 1_000_000_000;

    /// <summary>X, drawn for each clock.</summary>
    public TimeNoise Noise { get; init; } = TimeNoise.Lognormal(0.05);

    /// <summary>The share of clocks that are slow, 0 to 1.</summary>
    public double SlowShare { get; init; }

    /// <summary>A slow clock takes at least this many times longer.</summary>
    public double SlowMin { get; init; } = 2;

    /// <summary>A slow clock takes at most this many times longer.</summary>
    public double SlowMax { get; init; } = 3;

    /// <summary>Persistent factors of time (2 is half as fast); seat i belongs to class i modulo their number.</summary>
    public IReadOnlyList<double> Classes { get; init; } = [1];

    /// <summary>Workers begin at times drawn uniformly from 0 to this many T0: 1 for random phases, 0 for an aligned start.</summary>
    public double StartSpread { get; init; } = 1;

    /// <summary>The mean time of a clock of a seat in nanoseconds, slow clocks included.</summary>
    public double MeanNs(int seat) => ClockNs * Classes[seat % Classes.Count] * Noise.Mean * (1 + (SlowShare * (((SlowMin + SlowMax) / 2) - 1)));

    internal long ComputeNs(Draws draws, WorkerId worker, int clock)
    {
        double time = ClockNs * Classes[worker.Seat % Classes.Count] * Noise.Factor(draws, worker, clock);
        ulong slow = draws.Stream(worker, clock, DrawPurpose.Slow);
        if (Draws.Unit(slow, 0) < SlowShare)
            time *= SlowMin + ((SlowMax - SlowMin) * Draws.Unit(slow, 1));
        return Nanoseconds.From(time);
    }

    internal long StartNs(Draws draws, WorkerId worker) => Nanoseconds.From(ClockNs * StartSpread * Draws.Unit(draws.Stream(worker, 0, DrawPurpose.Phase), 0));

    internal void Validate()
    {
        if (ClockNs <= 0)
            throw new ArgumentException($"ClockNs is {ClockNs}; a clock takes at least a nanosecond.", nameof(ClockNs));
        if (!(SlowShare is >= 0 and <= 1) || !(SlowMin is > 0 and < double.PositiveInfinity) || !(SlowMax >= SlowMin) || !double.IsFinite(SlowMax))
            throw new ArgumentException("Slow clocks: SlowShare is 0 to 1, and 0 < SlowMin ≤ SlowMax.", nameof(SlowShare));
        if (Classes.Count == 0 || Classes.Any(factor => !(factor > 0) || !double.IsFinite(factor)))
            throw new ArgumentException("Classes holds at least one factor, and each is over 0.", nameof(Classes));
        if (!(StartSpread is >= 0 and < double.PositiveInfinity))
            throw new ArgumentException($"StartSpread is {StartSpread}; it is 0 or more.", nameof(StartSpread));
    }
}
