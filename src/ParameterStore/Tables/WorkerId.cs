namespace ParameterStore;

/// <summary>A worker: a seat of the job and which life of that seat it is.</summary>
/// <param name="Seat">The worker's place in the job, 0 … n−1.</param>
/// <param name="Incarnation">Which life of the seat, from 0. A dead incarnation is sealed: whatever it still sends is refused.</param>
public readonly record struct WorkerId(int Seat, int Incarnation)
{
    /// <inheritdoc/>
    public override string ToString() => $"seat {Seat} (incarnation {Incarnation})";
}
