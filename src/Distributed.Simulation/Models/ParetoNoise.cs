using ParameterStore;

namespace Distributed.Simulation;

/// <summary><see cref="TimeNoise.Pareto"/>.</summary>
internal sealed class ParetoNoise(double alpha) : TimeNoise
{
    internal override double Mean => alpha / (alpha - 1);

    public override string ToString() => Text("pareto", alpha);

    internal override double Factor(Draws draws, WorkerId worker, int clock) =>
        ExactMath.Exp(Draws.Exponential(draws.Stream(worker, clock, DrawPurpose.Noise)) / alpha);
}
