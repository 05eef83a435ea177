using System.CommandLine;
using ParameterStore;

namespace Distributed.Tool;

/// <summary><c>replay</c>: an event log run through its policy once more.</summary>
internal static class ReplayCommand
{
    private static readonly Argument<string> _file = FileOption.Argument("FILE", "The event log of a job (EventLog in a training's options)");
    private static readonly Option<SyncPolicy[]> _policy = PolicyList.Single("--policy", "Another policy than the recorded one, to see where it would first have decided otherwise");

    public static Command Create(TextWriter output)
    {
        Command command = new("replay", "Runs the events of a recorded job through its policy once more: the same events, the same decisions, or the first difference (exit code 1).") { _file, _policy };
        command.SetAction(result => Run(RecordedFile.Read("FILE", result.GetValue(_file)!), result.GetValue(_policy) is [var other, ..] ? other : null, output));
        return command;
    }

    private static int Run(RecordedFile recorded, SyncPolicy? other, TextWriter output)
    {
        SyncPolicy policy = other ?? recorded.Policy;
        if (recorded.Log.Entries is [var first, ..] && first.Event.Sequence != 1)
            throw new ToolException($"FILE: the log begins with event {first.Event.Sequence}, since its process came into a job that was under way; only a log from the first event on can be replayed.");
        if (Difference(recorded.Log, policy.Create()) is { } difference)
        {
            output.WriteLine($"{policy}: {difference}");
            return ExitCode.Different;
        }

        output.WriteLine($"{policy}: identical decisions on all {recorded.Log.Entries.Count} events");
        return ExitCode.Done;
    }

    private static string? Difference(EventLog log, ISyncPolicy policy)
    {
        var decisions = new List<SyncDecision>();
        foreach (EventLogEntry entry in log.Entries)
        {
            decisions.Clear();
            try
            {
                policy.On(entry.Event, decisions);
            }
            catch (InvalidOperationException e)
            {
                return $"event {entry.Event.Sequence}, {EventText.Of(entry.Event)}, cannot follow what it decided before: {e.Message}";
            }

            if (!decisions.SequenceEqual(entry.Decisions))
                return $"first difference at event {entry.Event.Sequence}, {EventText.Of(entry.Event)}\n  recorded: {Text(entry.Decisions)}\n  now:      {Text(decisions)}";
        }

        return null;
    }

    private static string Text(IReadOnlyList<SyncDecision> decisions) => decisions.Count == 0 ? "nothing" : string.Join("; ", decisions.Select(decision => EventText.Of(decision)));
}
