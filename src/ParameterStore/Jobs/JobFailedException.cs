namespace ParameterStore;

/// <summary>A job ended by a worker's error, which is the inner exception.</summary>
public sealed class JobFailedException : Exception
{
    /// <summary>Makes one that names job and worker.</summary>
    public JobFailedException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
