namespace ParameterStore;

/// <summary>How far one worker is.</summary>
/// <param name="Worker">Which.</param>
/// <param name="Clock">Clocks pushed.</param>
/// <param name="Updates">Examples processed since the start.</param>
/// <param name="Waiting">Time spent at the gate since the start.</param>
public readonly record struct WorkerProgress(WorkerId Worker, int Clock, long Updates, TimeSpan Waiting);
