namespace Distributed.Simulation;

/// <summary>The loss at one time.</summary>
/// <param name="TimeNs">Virtual time in nanoseconds.</param>
/// <param name="Pushes">Pushes applied until then.</param>
/// <param name="Loss">The loss.</param>
public readonly record struct LossPoint(long TimeNs, long Pushes, double Loss);
