namespace ParameterStore;

/// <summary>Timers of which every worker has at most one a clock: their ids say whose they are, so that none is ever taken for another.</summary>
internal static class SeatTimer
{
    private const int SeatBits = 14;
    private const int IncarnationBits = 18;
    private const int ClockBits = 31;

    /// <summary>The id of a worker's timer for a clock. Not negative.</summary>
    /// <exception cref="InvalidOperationException">A part is beyond what the bits can say.</exception>
    internal static long IdOf(AttemptId attempt)
    {
        (int seat, int incarnation) = (attempt.Worker.Seat, attempt.Worker.Incarnation);
        if (seat >> SeatBits != 0 || incarnation >> IncarnationBits != 0 || attempt.Clock < 0)
            throw new InvalidOperationException($"{attempt}: there is no timer for it; seats go to {(1 << SeatBits) - 1:N0}, incarnations to {(1 << IncarnationBits) - 1:N0}.");
        return ((((long)seat << IncarnationBits) | (uint)incarnation) << ClockBits) | (uint)attempt.Clock;
    }

    /// <summary>Whose timer it is: the first try of its clock. Any number is some timer's.</summary>
    internal static AttemptId AttemptOf(long id)
    {
        long worker = id >>> ClockBits;
        return new(new((int)(worker >> IncarnationBits), (int)(worker & ((1 << IncarnationBits) - 1))), (int)(id & int.MaxValue), 0);
    }
}
