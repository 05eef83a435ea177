namespace ParameterStore;

/// <summary>When a worker is predicted to end its so-many-th clock: one candidate for the barrier.</summary>
/// <param name="At">Nanoseconds, from any start.</param>
/// <param name="Worker">Its place among those that plan together, from 0.</param>
/// <param name="Clocks">How many clocks it has done by then, from 1.</param>
internal readonly record struct BarrierEnd(long At, int Worker, int Clocks);
