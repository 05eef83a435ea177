using System.Globalization;

namespace Distributed.Tool;

/// <summary>A model of faults as the command line writes it.</summary>
internal static class FaultText
{
    internal const string Forms = "crash:SHARE of clocks in which a worker dies, notice:SECONDS until that is known, restart:SECONDS until its seat is joined anew or restart:never, lost:SHARE, late:SHARE and doubled:SHARE of pushes, by:SECONDS, joined by +";

    private const string Never = "restart:never";
    private const double NsPerSecond = 1e9, SecondsMax = 1e6;

    /// <exception cref="FormatException">A part is no form; the message says which and what to write.</exception>
    internal static FaultModel Parse(string text)
    {
        string[] parts = text.Split('+', StringSplitOptions.TrimEntries);
        FaultModel start = parts.Contains(Never) ? new() { RestartNs = null } : new();
        string rest = string.Join('+', parts.Where(part => part != Never));
        ModelParts.CheckOnce(parts, ModelParts.NameOf);
        return rest.Length == 0 && parts.Contains(Never) ? start : ModelParts.Parse(start, rest, With, Forms);
    }

    /// <summary>For people; empty: none.</summary>
    internal static string Describe(FaultModel model)
    {
        List<string> parts = [];
        if (model.CrashShare > 0)
        {
            string restart = model.RestartNs is { } ns ? $"is joined anew after {Human.Time(ns)}" : "stays empty";
            parts.Add($"a worker dies in {Percent(model.CrashShare)} of clocks, which is noticed after {Human.Time(model.NoticeNs)}, and its seat {restart}");
        }

        foreach ((string what, double share) in new[] { ("lost", model.LostShare), ("late", model.LateShare), ("doubled", model.DoubledShare) })
            if (share > 0)
                parts.Add($"{Percent(share)} of pushes are {what}");
        if (model.LostShare + model.LateShare + model.DoubledShare > 0)
            parts.Add($"by {Human.Time(model.LateNs)}");
        return parts.Count == 0 ? "" : $"; faults: {string.Join(", ", parts)}";
    }

    private static FaultModel? With(FaultModel model, string name, double number) => (name, number) switch
    {
        ("crash", >= 0 and <= 1) => model with { CrashShare = number },
        ("notice", >= 0 and <= SecondsMax) => model with { NoticeNs = Ns(number) },
        ("restart", >= 0 and <= SecondsMax) => model with { RestartNs = Ns(number) },
        ("lost", >= 0 and < 1) => model with { LostShare = number },
        ("late", >= 0 and <= 1) => model with { LateShare = number },
        ("doubled", >= 0 and <= 1) => model with { DoubledShare = number },
        ("by", >= 0 and <= SecondsMax) => model with { LateNs = Ns(number) },
        _ => null,
    };

    private static long Ns(double seconds) => (long)Math.Round(seconds * NsPerSecond);

    private static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + " %";
}
