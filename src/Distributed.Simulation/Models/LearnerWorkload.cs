namespace Distributed.Simulation;

/// <summary>A workload whose learner is made when it is first run.</summary>
internal sealed class LearnerWorkload(string name, string description, Func<IGradientLearner> create) : Workload(name)
{
    public override string ToString() => $"{Name}: {description}";

    private protected override IGradientLearner Create() => create();
}
