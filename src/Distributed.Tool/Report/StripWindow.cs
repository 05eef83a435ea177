namespace Distributed.Tool;

/// <summary>How much of the workers' time fits on a strip, so that a clock is still to be seen: the same stretch for all policies.</summary>
/// <param name="UntilNs">Its end in nanoseconds of virtual time; it begins at 0.</param>
/// <param name="Seats">Workers shown: the first ones.</param>
internal readonly record struct StripWindow(long UntilNs, int Seats)
{
    private const int ClocksShown = 15;

    /// <summary>More rows than that are thinner than a line.</summary>
    internal const int SeatsMax = 48;

    internal static StripWindow Of(IEnumerable<IReadOnlyList<GanttSpan>> policies)
    {
        var lengths = new List<long>();
        long until = 0;
        int seats = 0;
        foreach (GanttSpan span in policies.SelectMany(spans => spans))
        {
            if (span.Kind == GanttKind.Compute)
                lengths.Add(span.ToNs - span.FromNs);
            until = Math.Max(until, span.ToNs);
            seats = Math.Max(seats, span.Worker + 1);
        }

        lengths.Sort();
        long typical = lengths.Count > 0 ? lengths[lengths.Count / 2] : 0;
        return new(typical > 0 ? Math.Min(until, ClocksShown * typical) : until, Math.Min(seats, SeatsMax));
    }

    /// <summary>The spans that can be seen in it.</summary>
    internal IEnumerable<GanttSpan> Shown(IEnumerable<GanttSpan> spans)
    {
        StripWindow window = this;
        return spans
            .Where(span => span.Worker < window.Seats && span.FromNs < window.UntilNs && span.ToNs > span.FromNs)
            .Select(span => span with { ToNs = Math.Min(span.ToNs, window.UntilNs) });
    }
}
