namespace ParameterStore.Tests;

/// <summary>A seat of a small world, what its worker can do next, and whether it pushed since it joined.</summary>
internal record struct WorldSeat(int Incarnation, int Clock, WorldPhase Phase, bool HasPushed = false)
{
    public readonly bool IsActive => Phase >= WorldPhase.Idle;
}
