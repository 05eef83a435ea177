namespace ParameterStore;

/// <summary>What became of a commit step.</summary>
public enum CommitOutcome
{
    /// <summary>Every attempt of the step took its place in the order.</summary>
    Applied,

    /// <summary>The step had been applied before (a resend); nothing changed.</summary>
    AlreadyApplied,

    /// <summary>An attempt's worker is sealed, or the fence is older than the newest seen; nothing changed.</summary>
    Fenced,
}
