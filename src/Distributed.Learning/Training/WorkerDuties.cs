namespace Distributed.Learning;

/// <summary>What a worker does for its process beside its blocks.</summary>
/// <param name="Observer">Is told of clocks.</param>
/// <param name="Traffic">Takes the bytes that it moved.</param>
/// <param name="Measure">Measures for the policy, and may have failed; null: nobody does.</param>
internal sealed record WorkerDuties(EpochObserver Observer, TrafficCount Traffic, PolicyMeasure? Measure);
