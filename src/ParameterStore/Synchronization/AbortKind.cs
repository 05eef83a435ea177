namespace ParameterStore;

/// <summary>What a worker does after an abort.</summary>
public enum AbortKind
{
    /// <summary>The same blocks again, with fresh parameters.</summary>
    RedoBlock,

    /// <summary>The blocks are recorded as skipped and the clock advances.</summary>
    SkipBlock,
}
