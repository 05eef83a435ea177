namespace Distributed.Simulation;

/// <summary>Which examples a clock works on: equal batches, equal examples.</summary>
/// <param name="Seat">The worker's seat.</param>
/// <param name="Clock">The worker's clock, from 0.</param>
/// <param name="Stream">What a learner that draws its examples draws them from: a hash of seed, worker and clock.</param>
internal readonly record struct BatchId(int Seat, int Clock, ulong Stream);
