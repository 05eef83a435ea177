namespace ParameterStore;

/// <summary>How a block ended.</summary>
internal enum BlockEnd
{
    /// <summary>Its attempt was committed.</summary>
    Committed,

    /// <summary>Its attempt was recorded without effect.</summary>
    Discarded,

    /// <summary>An abort skipped it.</summary>
    Skipped,
}
