namespace ParameterStore;

/// <summary>How a pull's version is bound.</summary>
public enum PullMode
{
    /// <summary>Whatever is newest.</summary>
    Newest,

    /// <summary>A given version or a later one: no commit up to it may be missing.</summary>
    AtLeast,

    /// <summary>A given version, no earlier and no later: what every worker of a BSP step reads.</summary>
    Exactly,
}
