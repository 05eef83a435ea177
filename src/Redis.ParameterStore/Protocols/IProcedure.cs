namespace Redis.ParameterStore;

/// <summary>
/// A protocol step by step: replies go in, steps come out. It has no task, timer, socket or lock of its own. A driver calls
/// <see cref="Next"/> with <see cref="Reply.Start"/> first and then with the reply to each step, always under the lock of the job's node,
/// so that procedures of one process never run at the same time.
/// </summary>
internal interface IProcedure
{
    /// <summary>Takes the reply to the last step and says what is to be done next.</summary>
    Step Next(in Reply reply);
}

/// <inheritdoc cref="IProcedure"/>
internal interface IProcedure<out TResult> : IProcedure
{
    /// <summary>Valid once a step was <see cref="StepKind.Done"/>.</summary>
    TResult Result { get; }
}
