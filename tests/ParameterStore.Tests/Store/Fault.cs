namespace ParameterStore.Tests;

/// <summary>What can be wrong with a store.</summary>
public enum Fault
{
    None,
    AppliesTwice,
    CommitsWhatIsOnlyStaged,
    CountsLagFromTheBeginning,
    DropsEveryFifthCommit,
    ForgetsStateInSnapshots,
    IgnoresWeights,
    IgnoresLeases,
    IgnoresSeals,
    PullsAllButOneTable,
    PullsNothingEveryThirdTime,
    ReordersSteps,
    RestoresNothing,
}
