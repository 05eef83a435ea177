namespace ParameterStore;

/// <summary>A pull asks for a version that the store cannot give.</summary>
public sealed class VersionUnavailableException : Exception
{
    /// <summary>Makes one with a message that says what, where and what to do.</summary>
    public VersionUnavailableException(string message)
        : base(message)
    {
    }
}
