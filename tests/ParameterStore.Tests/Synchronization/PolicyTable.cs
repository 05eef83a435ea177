using System.Globalization;

namespace ParameterStore.Tests;

/// <summary>
/// A table of exact decisions: one event a line, an arrow, and what the policy must decide. Workers are written <c>seat</c> or
/// <c>seat.incarnation</c>, clocks behind an <c>@</c>, tries but the first behind a <c>/</c>, and the time in nanoseconds, if it matters, in front: <c>5: ready 1@3 → release 1@3 ≥7</c>.
/// A timer is its number or, where every worker has one for a clock, written as the clock.
/// </summary>
internal static class PolicyTable
{
    public static void Check(ISyncPolicy policy, string table, bool hasSeatTimers = false)
    {
        string[] expected = [.. table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        var actual = new List<string>();
        foreach (string line in expected)
        {
            string text = line.Split('→', StringSplitOptions.TrimEntries)[0];
            actual.Add($"{text} → {Play(policy, Event(text), hasSeatTimers)}".TrimEnd());
        }
        actual.Should().Equal(expected);
    }

    public static string Play(ISyncPolicy policy, SyncEvent e, bool hasSeatTimers = false)
    {
        var decisions = new List<SyncDecision>();
        policy.On(e, decisions);
        return string.Join(", ", decisions.Select(d => Text(d, hasSeatTimers)));
    }

    public static SyncEvent Event(string text)
    {
        if (text.Split(": ") is [string now, string untimed])
            return Event(untimed) with { Now = long.Parse(now, CultureInfo.InvariantCulture) };
        string[] words = text.Split(' ', '@', '/');
        WorkerId worker = words.Length > 1 && words[0] != "measured" ? Worker(words[1]) : default;
        int clock = words.Length > 2 && int.TryParse(words[2], out int number) ? number : 0;
        var attempt = new AttemptId(worker, clock, words.Length > 3 && words[3][0] != '=' ? int.Parse(words[3], CultureInfo.InvariantCulture) : 0);
        return words[0] switch
        {
            "joined" => SyncEvent.Joined(worker, clock),
            "left" => SyncEvent.Left(worker, Enum.Parse<LeaveReason>(words[2], ignoreCase: true)),
            "ready" => SyncEvent.Ready(worker, clock),
            "pulled" => SyncEvent.Pulled(attempt, Version(words)),
            "aborted" => SyncEvent.Aborted(attempt),
            "pushed" => SyncEvent.Pushed(attempt, Version(words)),
            "stop" => SyncEvent.StopRequested(StopReason.EarlyStop),
            "timer" => SyncEvent.Timer(text.Contains('@', StringComparison.Ordinal) ? SeatTimer.IdOf(attempt) : words.Length > 1 ? long.Parse(words[1], CultureInfo.InvariantCulture) : 0),
            "measured" when words.Length == 1 => SyncEvent.Measured(0, 0),
            "measured" => SyncEvent.Measured(long.Parse(words[1], CultureInfo.InvariantCulture), double.Parse(words[2], CultureInfo.InvariantCulture)),
            _ => throw new ArgumentException($"'{text}' is no event.", nameof(text)),
        };
    }

    public static string Text(SyncDecision d, bool hasSeatTimers = false) => d.Kind switch
    {
        SyncDecisionKind.Release => $"release {Text(d.Attempt)} {(d.Bound.Mode == PullMode.Exactly ? '=' : '≥')}{d.Bound.Index}" + (d.At == 0 ? "" : $" from {d.At}"),
        SyncDecisionKind.Apply => $"apply {Text(d.Attempt)}" + (d.Weight == 1 ? "" : $" × {d.Weight.ToString(CultureInfo.InvariantCulture)}"),
        SyncDecisionKind.Discard => $"discard {Text(d.Attempt)}",
        SyncDecisionKind.EndStep => "end",
        SyncDecisionKind.ArmTimer => $"arm {Timer(d.Id, hasSeatTimers)} at {d.At}",
        SyncDecisionKind.CancelTimer => $"cancel {Timer(d.Id, hasSeatTimers)}",
        SyncDecisionKind.Abort => $"{(d.AbortKind == AbortKind.RedoBlock ? "redo" : "skip")} {Text(d.Attempt)}",
        SyncDecisionKind.Measure => $"measure {d.Id}",
        SyncDecisionKind.SetStepScale => string.Create(CultureInfo.InvariantCulture, $"scale {d.Weight:0.####}"),
        SyncDecisionKind.Announce => $"announce {d.MinClock}",
        SyncDecisionKind.Stop => $"stop {d.Bound.Index}",
        _ => d.ToString(),
    };

    private static string Timer(long id, bool hasSeatTimers) => hasSeatTimers ? Text(SeatTimer.AttemptOf(id)) : id.ToString(CultureInfo.InvariantCulture);

    private static string Text(AttemptId a) => $"{a.Worker.Seat}{(a.Worker.Incarnation > 0 ? $".{a.Worker.Incarnation}" : "")}@{a.Clock}{(a.Try > 0 ? $"/{a.Try}" : "")}";

    // What was pulled, if it matters: "pushed 1@3 =7".
    private static StoreVersion Version(string[] words) => words[^1][0] == '=' ? new(long.Parse(words[^1].AsSpan(1), CultureInfo.InvariantCulture), 0) : default;

    private static WorkerId Worker(string text)
    {
        string[] parts = text.Split('.');
        return new(int.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
    }
}
