using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>A step of the tables' history: after it the tables are at a version.</summary>
/// <param name="Before">The version that it is folded onto.</param>
/// <param name="After">The version after it; several attempts further where their updates were summed up.</param>
/// <param name="Attempt">The last attempt of it, for messages.</param>
/// <param name="Weight">Scales the shared deltas; 0: discarded, nothing is folded.</param>
/// <param name="Lag">How many steps changed the tables since the version that it was computed from (<see cref="Fold"/>).</param>
/// <param name="Update">Where it lies; null if it changed nothing.</param>
internal sealed record CommittedUpdate(StoreVersion Before, StoreVersion After, AttemptId Attempt, float Weight, int Lag, UpdateRef? Update);
