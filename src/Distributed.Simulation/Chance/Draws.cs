using Distributed.Learning;
using ParameterStore;

namespace Distributed.Simulation;

/// <summary>
/// Chance as a hash of (seed, worker, clock, purpose): whatever the policy does, a worker meets the same batch and the same slowness at the
/// same clock, so that policies are compared under equal luck.
/// </summary>
internal readonly struct Draws(ulong seed)
{
    private const double UnitStep = 1.0 / (1L << 53);

    /// <summary>A stream of numbers.</summary>
    internal ulong Stream(WorkerId worker, int clock, DrawPurpose purpose)
    {
        ulong ofWorker = Mix.Hash(Mix.Stream(seed, (ulong)purpose), ((ulong)(uint)worker.Seat << 32) | (uint)worker.Incarnation);
        return Mix.Hash(ofWorker, (uint)clock);
    }

    /// <summary>A number in [0, 1) with 53 random bits.</summary>
    internal static double Unit(ulong stream, ulong counter) => (Mix.Hash(stream, counter) >> 11) * UnitStep;

    /// <summary>A whole number under a bound.</summary>
    internal static int Below(ulong stream, ulong counter, int bound) => (int)Math.BigMul(Mix.Hash(stream, counter), (ulong)bound, out _);

    /// <summary>A standard normal number (polar method of Marsaglia): logarithm and square root only.</summary>
    internal static double Normal(ulong stream)
    {
        for (ulong pair = 0; ; pair += 2)
        {
            double x = (2 * Unit(stream, pair)) - 1;
            double y = (2 * Unit(stream, pair + 1)) - 1;
            double square = (x * x) + (y * y);
            if (square is < 1 and > 1e-300)
                return x * Math.Sqrt(-2 * ExactMath.Log(square) / square);
        }
    }

    /// <summary>An exponential number with mean 1.</summary>
    internal static double Exponential(ulong stream) => -ExactMath.Log(1 - Unit(stream, 0));
}
