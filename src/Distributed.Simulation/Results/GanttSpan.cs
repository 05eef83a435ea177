namespace Distributed.Simulation;

/// <summary>A stretch of a worker's time. What is between two spans is spent on messages, or dead.</summary>
/// <param name="Worker">The seat.</param>
/// <param name="FromNs">Its beginning in nanoseconds.</param>
/// <param name="ToNs">Its end in nanoseconds.</param>
/// <param name="Kind">What the worker does.</param>
public readonly record struct GanttSpan(int Worker, long FromNs, long ToNs, GanttKind Kind);
