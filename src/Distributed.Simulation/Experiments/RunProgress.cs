namespace Distributed.Simulation;

/// <summary>How far a run is: told at every evaluation of its loss.</summary>
/// <param name="Policy">Its policy, in its text form.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Step">Its learning rate.</param>
/// <param name="TimeNs">Virtual time, in nanoseconds.</param>
/// <param name="MaxTimeNs">The virtual time at which it ends if it has not reached its target before.</param>
/// <param name="Pushes">Pushes that were applied.</param>
/// <param name="Loss">The loss.</param>
public readonly record struct RunProgress(string Policy, ulong Seed, double Step, long TimeNs, long MaxTimeNs, long Pushes, double Loss);
