namespace Distributed.Simulation;

/// <summary>How far an experiment is.</summary>
/// <param name="Phase">What is being done, for people.</param>
/// <param name="Done">Runs that are done in this phase.</param>
/// <param name="Total">Runs of this phase.</param>
/// <param name="Running">How far one of the runs is that are not done; null: a run has just ended.</param>
public readonly record struct ExperimentProgress(string Phase, int Done, int Total, RunProgress? Running = null);
