namespace Redis.ParameterStore;

/// <summary>One step of a procedure.</summary>
internal readonly struct Step
{
    private Step(StepKind kind, Batch[]? batches = null, Action? work = null, Signal? signal = null, Func<bool>? condition = null, long until = 0, Exception? error = null)
    {
        Kind = kind;
        Batches = batches ?? [];
        Work = work;
        Signal = signal;
        Condition = condition;
        Until = until;
        Error = error;
    }

    internal StepKind Kind { get; }

    /// <summary>Send: what, at least one.</summary>
    internal Batch[] Batches { get; }

    /// <summary>Do: what.</summary>
    internal Action? Work { get; }

    /// <summary>Wait: a raise of it after this step was returned ends the wait. Null: only the time does.</summary>
    internal Signal? Signal { get; }

    /// <summary>
    /// Wait: a raise at which this is false does not end the wait. Null: any does. Cheap, looks at the node's state alone, and holds too whenever the
    /// procedure is to give up.
    /// </summary>
    internal Func<bool>? Condition { get; }

    /// <summary>Wait: until when at the latest, on the clock of <see cref="Reply.Now"/>; <see cref="long.MaxValue"/> for no limit.</summary>
    internal long Until { get; }

    /// <summary>Fail: why.</summary>
    internal Exception? Error { get; }

    internal static Step Done => default;

    internal static Step Send(params Batch[] batches) => new(StepKind.Send, batches: batches);

    internal static Step Do(Action work) => new(StepKind.Do, work: work);

    internal static Step Wait(Signal signal, long until = long.MaxValue) => new(StepKind.Wait, signal: signal, until: until);

    internal static Step Wait(Signal signal, Func<bool> condition, long until = long.MaxValue) => new(StepKind.Wait, signal: signal, condition: condition, until: until);

    internal static Step WaitUntil(long until) => new(StepKind.Wait, until: until);

    internal static Step Fail(Exception error) => new(StepKind.Fail, error: error);
}
