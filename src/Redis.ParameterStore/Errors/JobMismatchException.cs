namespace Redis.ParameterStore;

/// <summary>A process asked to take part in a job that is another than its own: the message names what differs.</summary>
public sealed class JobMismatchException : Exception
{
    /// <summary>Makes one with a message that says what, where and what to do.</summary>
    public JobMismatchException(string message)
        : base(message)
    {
    }
}
