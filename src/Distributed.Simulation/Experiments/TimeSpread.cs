namespace Distributed.Simulation;

/// <summary>From the least to the largest of some times.</summary>
/// <param name="Min">In virtual seconds.</param>
/// <param name="Max">In virtual seconds.</param>
public readonly record struct TimeSpread(double Min, double Max);
