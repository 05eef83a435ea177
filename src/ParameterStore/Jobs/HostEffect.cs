namespace ParameterStore;

/// <summary>Something that follows from a decision and is done outside the host's lock, in the order of the decisions.</summary>
/// <param name="Kind">What is to be done.</param>
/// <param name="Seat">Wake, WakeLater, Seal: whose.</param>
/// <param name="Id">ArmTimer, CancelTimer, Measure: which. CommitStep: how many attempts. Stop: the version's index.</param>
/// <param name="At">WakeLater, ArmTimer: when, in nanoseconds since the job's start.</param>
internal readonly record struct HostEffect(HostEffectKind Kind, SeatState? Seat = null, long Id = 0, long At = 0);
