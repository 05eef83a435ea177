using System.Globalization;
using ParameterStore;

namespace Distributed.Tool;

/// <summary>Events and decisions for people: of each what its kind has.</summary>
internal static class EventText
{
    internal static string Of(in SyncEvent e)
    {
        string what = e.Kind switch
        {
            SyncEventKind.Joined or SyncEventKind.Ready => $"{e.Kind} {e.Worker}, clock {Text(e.Clock)}",
            SyncEventKind.Left => $"{e.Kind} {e.Worker}, {e.Reason}",
            SyncEventKind.Pulled or SyncEventKind.Pushed => $"{e.Kind} {e.Attempt}, {e.Version}",
            SyncEventKind.Aborted => $"{e.Kind} {e.Attempt}",
            SyncEventKind.Timer => $"{e.Kind} {Text(e.Id)}",
            SyncEventKind.Measured => $"{e.Kind} {Text(e.Id)}, value {e.Value.ToString(CultureInfo.InvariantCulture)}",
            SyncEventKind.StopRequested => $"{e.Kind}, {e.Stop}",
            _ => e.ToString(),
        };
        return $"{what}, at {Text(e.Now)} ns";
    }

    internal static string Of(in SyncDecision decision) => decision.Kind switch
    {
        SyncDecisionKind.Release => $"Release {decision.Attempt}, not before {Text(decision.At)} ns, {Of(decision.Bound)}",
        SyncDecisionKind.Abort => $"Abort {decision.Attempt}, {decision.AbortKind}",
        SyncDecisionKind.Apply => $"Apply {decision.Attempt}, weight {decision.Weight.ToString(CultureInfo.InvariantCulture)}",
        SyncDecisionKind.Discard => $"Discard {decision.Attempt}",
        SyncDecisionKind.EndStep => "EndStep",
        SyncDecisionKind.ArmTimer => $"ArmTimer {Text(decision.Id)}, at {Text(decision.At)} ns",
        SyncDecisionKind.CancelTimer or SyncDecisionKind.Measure => $"{decision.Kind} {Text(decision.Id)}",
        SyncDecisionKind.SetStepScale => $"SetStepScale {decision.Weight.ToString(CultureInfo.InvariantCulture)}",
        SyncDecisionKind.Announce => $"Announce clock {Text(decision.MinClock)}",
        SyncDecisionKind.Stop => $"Stop, {Of(decision.Bound)}",
        _ => decision.ToString(),
    };

    private static string Of(PullBound bound) => bound.Mode == PullMode.Newest ? "newest version" : $"{bound.Mode} version {Text(bound.Index)}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
