namespace ParameterStore;

/// <summary>What the gate says to a worker that is ready.</summary>
public readonly struct Grant
{
    private Grant(AttemptId attempt, PullBound bound, in SeatBlocks work, float stepScale, StoreVersion? stopAt)
    {
        Attempt = attempt;
        Bound = bound;
        Blocks = work.Blocks;
        Holdings = work.Holdings;
        HandsOver = work.HandsOver;
        StepScale = stepScale;
        StopAt = stopAt;
    }

    /// <summary>The attempt that is granted.</summary>
    public AttemptId Attempt { get; }

    /// <summary>Which versions the pull may return.</summary>
    public PullBound Bound { get; }

    /// <summary>The next block of every example shard that the seat holds. Valid until the seat is ready again.</summary>
    public ReadOnlyMemory<BlockId> Blocks { get; }

    /// <summary>
    /// For each of <see cref="Blocks"/> which holding of its example shard it is part of: another number each time that the shard changes hands.
    /// One that the seat has not seen before is a shard that it must fetch the owned rows of, even if it held it once. Valid as long as they are.
    /// </summary>
    public ReadOnlyMemory<int> Holdings { get; }

    /// <summary>
    /// Those of the blocks' example shards, ascending, that go to another seat when this clock has ended: its push has to bring their owned rows, due
    /// or not. Valid as long as <see cref="Blocks"/> are.
    /// </summary>
    public ReadOnlyMemory<int> HandsOver { get; }

    /// <summary>The factor on the learner's step size; 1 unless the policy says otherwise.</summary>
    public float StepScale { get; }

    /// <summary>Set: there is no more work; the model is what this version holds.</summary>
    public StoreVersion? StopAt { get; }

    /// <summary>A clock is granted.</summary>
    public static Grant Run(AttemptId attempt, PullBound bound, in SeatBlocks work, float stepScale) =>
        new(attempt, bound, work, stepScale, null);

    /// <summary>The job is over at a version.</summary>
    public static Grant Stop(StoreVersion version) => new(default, default, default(SeatBlocks), 1, version);
}
