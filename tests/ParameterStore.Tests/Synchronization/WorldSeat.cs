namespace ParameterStore.Tests;

/// <summary>A seat of a small world, and what its worker can do next.</summary>
/// <param name="Incarnation">Of its worker; −1 before the first.</param>
/// <param name="Clock">The next to be pushed.</param>
/// <param name="Phase">Where in it the worker stands.</param>
/// <param name="HasPushed">Whether it pushed since it joined.</param>
/// <param name="Try">Which try of the clock.</param>
/// <param name="IsAborted">Whether the policy wants the try given up.</param>
/// <param name="Missed">While a timer is armed for the clock: the pushes of others since its pull.</param>
internal record struct WorldSeat(
    int Incarnation, int Clock, WorldPhase Phase, bool HasPushed = false, int Try = 0, bool IsAborted = false, int? Missed = null)
{
    public readonly bool IsActive => Phase >= WorldPhase.Idle;
}
