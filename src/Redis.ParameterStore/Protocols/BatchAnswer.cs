namespace Redis.ParameterStore;

/// <summary>What came back for a batch.</summary>
/// <param name="Status">Whether anything did.</param>
/// <param name="Results">Ok: one for each command.</param>
/// <param name="Error">Not Ok: what happened and on which endpoint, for people. Never holds a secret.</param>
internal sealed record BatchAnswer(BatchStatus Status, CommandResult[] Results, string? Error = null);

/// <summary>Whether a batch was executed.</summary>
internal enum BatchStatus
{
    /// <summary>Each command has its result, which may be an error of that command.</summary>
    Ok,

    /// <summary>
    /// It timed out, or the connection was lost: some, all or none of the commands were executed, or will be. A client library may still
    /// send what it was lent, so the memory of values and arguments must not be written to any more: it is left to the garbage collector.
    /// </summary>
    Unknown,
}
