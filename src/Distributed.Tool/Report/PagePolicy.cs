using System.Globalization;

namespace Distributed.Tool;

/// <summary>A policy's curve, strip and histogram, as the scripts read them: arrays side by side.</summary>
internal sealed record PagePolicy(
    string Name, double[] Times, double?[] Losses, double? ReachedAt, PageStrip Strip, PageStaleness Staleness)
{
    private const int CurvePointsMax = 1200;
    private const int BarsMax = 60;
    private const double NsPerSecond = 1e9;

    internal static PagePolicy Of(ReportPolicy policy, StripWindow window, int stalenessMax)
    {
        IReadOnlyList<LossPoint> curve = CurveThinning.Thin(policy.Curve, CurvePointsMax);
        GanttSpan[] spans = [.. window.Shown(policy.Spans)];
        return new(
            policy.Name,
            [.. curve.Select(point => Seconds(point.TimeNs))],
            [.. curve.Select(point => double.IsFinite(point.Loss) ? Rounded(point.Loss) : (double?)null)],
            policy.ReachedAtNs is { } reached ? Seconds(reached) : null,
            new([.. spans.Select(span => span.Worker)], [.. spans.Select(span => Seconds(span.FromNs))], [.. spans.Select(span => Seconds(span.ToNs))], [.. spans.Select(span => (int)span.Kind)]),
            Bars(policy, stalenessMax));
    }

    internal static double Seconds(long ns) => Rounded(ns / NsPerSecond);

    // All policies have bars of one width, so that their panels can be compared.
    private static PageStaleness Bars(ReportPolicy policy, int stalenessMax)
    {
        int width = (stalenessMax + BarsMax) / BarsMax;
        long[] counts = new long[(stalenessMax / width) + 1];
        foreach (StalenessCount count in policy.Staleness)
            counts[count.Staleness / width] += count.Pushes;
        return new(counts, width, Rounded(policy.MeanStaleness));
    }

    private static double Rounded(double value) => double.Parse(value.ToString("G7", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}

/// <summary>Spans: whose, from when to when in seconds, and a <see cref="GanttKind"/>.</summary>
internal sealed record PageStrip(int[] Seats, double[] Froms, double[] Tos, int[] Kinds);

/// <summary>Pushes by staleness, <paramref name="BinWidth"/> values of it together.</summary>
internal sealed record PageStaleness(long[] Counts, int BinWidth, double Mean);
