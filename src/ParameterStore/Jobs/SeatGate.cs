namespace ParameterStore;

/// <summary>A seat's place at the gate of this process. Of no concern to the job's state, which is the same wherever its workers wait.</summary>
internal sealed class SeatGate
{
    /// <summary>What a waiting worker awaits.</summary>
    public SeatWait Wait { get; } = new();

    /// <summary>Somebody awaits <see cref="Wait"/>.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>When the wait began, as a timestamp.</summary>
    public long WaitingSince { get; set; }

    /// <summary>The grant may be handed out: all commits that led to it are in the store, and its time has come.</summary>
    public bool IsDeliverable { get; set; }

    /// <summary>A push of the seat as a commit step.</summary>
    public Commit[] OwnStep { get; } = new Commit[1];
}
