namespace Distributed.Tool;

/// <summary>One run of a policy, as drawn.</summary>
/// <param name="Name">The policy in its text form.</param>
/// <param name="Seed">Which run it is.</param>
/// <param name="Curve">The loss against virtual time, by time.</param>
/// <param name="ReachedAtNs">When the target was reached, in nanoseconds of virtual time; null: it was not.</param>
/// <param name="Spans">What workers did when, by its beginning.</param>
/// <param name="Staleness">Pushes by their staleness.</param>
/// <param name="MeanStaleness">The mean of <paramref name="Staleness"/>.</param>
internal sealed record ReportPolicy(
    string Name,
    ulong Seed,
    IReadOnlyList<LossPoint> Curve,
    long? ReachedAtNs,
    IReadOnlyList<GanttSpan> Spans,
    IReadOnlyList<StalenessCount> Staleness,
    double MeanStaleness);
