namespace Distributed.Tool;

/// <summary>A section's charts, as the scripts read them.</summary>
internal sealed record PageConfiguration(
    string LossName, double? Target, string TimeUnit, string StalenessName, double StalenessMax, double StripUntil, IReadOnlyList<PagePolicy> Policies)
{
    internal const string Unit = "s";

    internal static PageConfiguration Of(ReportConfiguration configuration)
    {
        StripWindow window = StripWindow.Of(configuration.Policies.Select(policy => policy.Spans));
        int most = configuration.Policies.SelectMany(policy => policy.Staleness).Select(count => count.Staleness).DefaultIfEmpty(0).Max();
        return new(
            configuration.LossName,
            configuration.Target,
            Unit,
            "staleness (pushes of others since the pull)",
            most,
            PagePolicy.Seconds(window.UntilNs),
            [.. configuration.Policies.Select(policy => PagePolicy.Of(policy, window, most))]);
    }
}
