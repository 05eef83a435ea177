namespace Distributed.Simulation;

/// <summary><see cref="Workload.Logistic"/>.</summary>
internal sealed class LogisticWorkload(int examples, int features, int batch, ulong dataSeed) : Workload("logistic")
{
    // Labels that follow their margins well, but not for sure.
    private const double WeightLength = 3;

    public override string ToString() => $"logistic: {examples} generated examples, {features} features, batch {batch}";

    private protected override IGradientLearner Create() => new LogisticLearner(DenseExamples.Logistic(examples, features, WeightLength, dataSeed), batch);
}
