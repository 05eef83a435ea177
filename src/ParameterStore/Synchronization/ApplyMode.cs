namespace ParameterStore;

/// <summary>Who commits a push.</summary>
public enum ApplyMode
{
    /// <summary>The worker itself, at once, with weight 1; the policy emits no Apply.</summary>
    OnPush,

    /// <summary>Only the policy's host, a whole step at once, in ascending seat order.</summary>
    ByDecision,
}
