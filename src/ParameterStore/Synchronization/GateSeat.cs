namespace ParameterStore;

/// <summary>A seat as the gate sees it.</summary>
internal record struct GateSeat(int Incarnation, int Clock, GatePhase Phase, int Try = 0)
{
    /// <summary>Bytes of a saved seat.</summary>
    public const int SavedBytes = 4 * sizeof(int);

    /// <summary>A seat that nobody took yet.</summary>
    public static GateSeat Empty => new(-1, 0, GatePhase.Gone);

    /// <summary>Whether a worker sits there whose clock holds others back.</summary>
    public readonly bool IsActive => Phase >= GatePhase.Idle;
}
