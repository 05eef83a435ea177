using ParameterStore;

namespace Distributed.Simulation;

/// <summary><see cref="TimeNoise.ShiftedExponential"/>.</summary>
internal sealed class ShiftedExponentialNoise(double mu) : TimeNoise
{
    internal override double Mean => 1 + (1 / mu);

    public override string ToString() => Text("exponential", mu);

    internal override double Factor(Draws draws, WorkerId worker, int clock) => 1 + (Draws.Exponential(draws.Stream(worker, clock, DrawPurpose.Noise)) / mu);
}
