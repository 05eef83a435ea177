namespace Distributed.Simulation;

/// <summary>Where a virtual worker stands.</summary>
internal enum WorkerPhase
{
    /// <summary>Dead, finished, or not yet in the job.</summary>
    Away,

    /// <summary>Between two clocks.</summary>
    Idle,

    /// <summary>Ready, until its release is with it and due.</summary>
    Waiting,

    /// <summary>Its pull is on its way.</summary>
    Pulling,

    /// <summary>It computes.</summary>
    Computing,

    /// <summary>Its push is on its way.</summary>
    Pushing,
}
