namespace ParameterStore;

/// <summary>What a store remembers of a seat.</summary>
/// <param name="Seat">Which.</param>
/// <param name="Sealed">Incarnations up to this one are sealed; −1 for none.</param>
/// <param name="Incarnation">The newest incarnation that committed; −1 for none.</param>
/// <param name="Clock">The last clock that <paramref name="Incarnation"/> committed; −1 for none.</param>
internal readonly record struct SeatRecord(int Seat, int Sealed, int Incarnation, int Clock)
{
    internal static SeatRecord Fresh(int seat) => new(seat, -1, -1, -1);

    /// <summary>Whether whatever this incarnation sends is refused: it is sealed, or a later life of the seat has committed.</summary>
    internal bool Refuses(WorkerId worker) => worker.Incarnation <= Sealed || worker.Incarnation < Incarnation;

    /// <summary>
    /// Clocks of an incarnation only rise: what is at most the last was committed before. One may be left out, because its blocks were skipped or
    /// because the worker stood by; a new incarnation may start at any.
    /// </summary>
    internal bool Has(AttemptId attempt) => attempt.Worker.Incarnation == Incarnation && attempt.Clock <= Clock;

    internal SeatRecord After(AttemptId attempt) => this with { Incarnation = attempt.Worker.Incarnation, Clock = attempt.Clock };
}
