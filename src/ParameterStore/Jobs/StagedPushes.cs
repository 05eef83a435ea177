namespace ParameterStore;

/// <summary>The pushes that wait for the policy's decision. Reuses its memory. Needs the host's lock.</summary>
internal sealed class StagedPushes
{
    private readonly Dictionary<AttemptId, StagedPush> _staged = [];
    private readonly Stack<StagedPush> _free = [];

    /// <summary>The seat's attempt is staged.</summary>
    public void Add(SeatState seat, ReadOnlySpan<BlockId> blocks)
    {
        StagedPush staged = _free.TryPop(out StagedPush? free) ? free : new();
        staged.Seat = seat;
        staged.Blocks.Clear();
        staged.Blocks.AddRange(blocks);
        _staged.Add(seat.Attempt, staged);
        seat.Undecided++;
    }

    /// <summary>The attempt is committed. What is returned is valid until the next <see cref="Add"/>.</summary>
    public StagedPush Remove(AttemptId attempt)
    {
        if (!_staged.Remove(attempt, out StagedPush? staged))
            throw new InvalidOperationException($"{attempt} was committed, but not staged.");
        _free.Push(staged);
        staged.Seat.Undecided--;
        return staged;
    }
}
