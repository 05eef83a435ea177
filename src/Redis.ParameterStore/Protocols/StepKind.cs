namespace Redis.ParameterStore;

/// <summary>What a procedure wants done.</summary>
internal enum StepKind
{
    /// <summary>The procedure is through; its result is there.</summary>
    Done,

    /// <summary>The procedure failed.</summary>
    Fail,

    /// <summary>Send batches of commands, side by side; the reply has one answer for each.</summary>
    Send,

    /// <summary>Call <see cref="Step.Work"/> outside the node's lock: arithmetic on memory that nobody else touches meanwhile. What it throws fails the procedure.</summary>
    Do,

    /// <summary>Wait until a signal is raised or a time comes.</summary>
    Wait,
}
