namespace ParameterStore;

/// <summary>What the gate says to a worker that is ready.</summary>
public readonly struct Grant
{
    private Grant(AttemptId attempt, PullBound bound, ReadOnlyMemory<BlockId> blocks, float stepScale, StoreVersion? stopAt)
    {
        Attempt = attempt;
        Bound = bound;
        Blocks = blocks;
        StepScale = stepScale;
        StopAt = stopAt;
    }

    /// <summary>The attempt that is granted.</summary>
    public AttemptId Attempt { get; }

    /// <summary>Which versions the pull may return.</summary>
    public PullBound Bound { get; }

    /// <summary>The next block of every example shard that the seat holds. Valid until the seat is ready again.</summary>
    public ReadOnlyMemory<BlockId> Blocks { get; }

    /// <summary>The factor on the learner's step size; 1 unless the policy says otherwise.</summary>
    public float StepScale { get; }

    /// <summary>Set: there is no more work; the model is what this version holds.</summary>
    public StoreVersion? StopAt { get; }

    /// <summary>A clock is granted.</summary>
    public static Grant Run(AttemptId attempt, PullBound bound, ReadOnlyMemory<BlockId> blocks, float stepScale) =>
        new(attempt, bound, blocks, stepScale, null);

    /// <summary>The job is over at a version.</summary>
    public static Grant Stop(StoreVersion version) => new(default, default, default, 1, version);
}
