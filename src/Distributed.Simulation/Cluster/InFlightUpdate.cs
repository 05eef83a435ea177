using ParameterStore;

namespace Distributed.Simulation;

/// <summary>An update from its worker's computing until it is applied or discarded.</summary>
/// <param name="Update">What it changes.</param>
/// <param name="PulledAt">The version that it was computed from.</param>
/// <param name="Seen">How many applied pushes were in that version: what was discarded changes nothing, and makes nobody stale.</param>
internal sealed record InFlightUpdate(Update Update, StoreVersion PulledAt, long Seen);
