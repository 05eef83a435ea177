namespace ParameterStore;

/// <summary>A push holds a value that must not reach the parameters.</summary>
public sealed class InvalidUpdateException : Exception
{
    /// <summary>Makes one with a message that says what, where and what to do.</summary>
    public InvalidUpdateException(string message)
        : base(message)
    {
    }
}
