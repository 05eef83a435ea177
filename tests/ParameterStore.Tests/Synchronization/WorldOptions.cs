namespace ParameterStore.Tests;

/// <summary>How large a world of workers is that is explored whole.</summary>
/// <param name="Workers">Seats; each is taken at any time.</param>
/// <param name="Clocks">Clocks that a worker does before it finishes.</param>
/// <param name="Staleness">The bound that is checked.</param>
/// <param name="Apply">Whether the policy decides on pushes.</param>
/// <param name="Comebacks">How often a seat that was left may be taken again, in all.</param>
/// <param name="Losses">How many workers may die or resign, in all, at any point of their clocks.</param>
/// <param name="Stops">Whether a stop may be requested, at any time.</param>
/// <param name="Delay">How long every release but a worker's first is held back, in nanoseconds.</param>
internal sealed record WorldOptions(int Workers, int Clocks, int Staleness, ApplyMode Apply, int Comebacks = 1, int Losses = 1, bool Stops = true, long Delay = 0);
