namespace Distributed.Simulation;

/// <summary>What a worker does.</summary>
public enum GanttKind
{
    /// <summary>It computes what it then pushes.</summary>
    Compute,

    /// <summary>It waits at the gate.</summary>
    Wait,

    /// <summary>It computes what is given up or lost.</summary>
    Abort,
}
