using ParameterStore;

namespace Distributed.Simulation;

/// <summary><see cref="TimeNoise.Lognormal"/>.</summary>
internal sealed class LognormalNoise(double cv) : TimeNoise
{
    private readonly double _variance = ExactMath.Log(1 + (cv * cv));

    internal override double Mean => 1;

    public override string ToString() => cv == 0 ? "none" : Text("lognormal", cv);

    internal override double Factor(Draws draws, WorkerId worker, int clock) => cv == 0
        ? 1
        : ExactMath.Exp((Math.Sqrt(_variance) * Draws.Normal(draws.Stream(worker, clock, DrawPurpose.Noise))) - (_variance / 2));
}
