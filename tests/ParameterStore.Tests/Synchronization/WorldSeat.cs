namespace ParameterStore.Tests;

/// <summary>A seat of a small world, and what its worker can do next.</summary>
internal record struct WorldSeat(int Incarnation, int Clock, WorldPhase Phase)
{
    public readonly bool IsActive => Phase >= WorldPhase.Idle;
}
