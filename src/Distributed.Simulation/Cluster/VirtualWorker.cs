using ParameterStore;

namespace Distributed.Simulation;

/// <summary>One life of a seat.</summary>
internal sealed class VirtualWorker(WorkerId id)
{
    internal WorkerId Id => id;

    internal WorkerPhase Phase { get; set; }

    /// <summary>What it does, or does next.</summary>
    internal AttemptId Attempt { get; set; } = new(id, 0, 0);

    /// <summary>Clocks that it finished.</summary>
    internal int Clocks { get; set; }

    /// <summary>What its release allows it to read.</summary>
    internal PullBound Bound { get; set; }

    /// <summary>The factor of its steps.</summary>
    internal float StepScale { get; set; } = 1;

    /// <summary>The parameters that it pulled and computes from; null between its push and its next pull.</summary>
    internal ParameterCopy? Copy { get; set; }

    /// <summary>The version that it pulled.</summary>
    internal StoreVersion PulledAt { get; set; }

    /// <summary>How many applied pushes were in that version.</summary>
    internal long Seen { get; set; }

    /// <summary>What it is sent, under a policy that is eager.</summary>
    internal EagerReplica? Replica { get; set; }

    /// <summary>While it pulls: whether it waits for what is on its way to it, and asked for nothing.</summary>
    internal bool AwaitsChanges { get; set; }

    /// <summary>When its phase began.</summary>
    internal long Since { get; set; }

    /// <summary>An abort that came before its attempt could be given up.</summary>
    internal AbortKind? PendingAbort { get; set; }

    /// <summary>When its last event reaches the policy: events of a worker do not overtake one another.</summary>
    internal long EventsUntil { get; set; }

    /// <summary>When the policy's last decision reaches it.</summary>
    internal long DecisionsUntil { get; set; }

    /// <summary>Until when its link is taken, to it and from it.</summary>
    internal long InboundUntil { get; set; }

    /// <inheritdoc cref="InboundUntil"/>
    internal long OutboundUntil { get; set; }

    /// <summary>Messages so far, each of which has a delay of its own.</summary>
    internal ulong Messages { get; set; }

    /// <summary>Whether it does this attempt in this phase.</summary>
    internal bool Is(AttemptId attempt, WorkerPhase phase) => Phase == phase && Attempt == attempt;
}
