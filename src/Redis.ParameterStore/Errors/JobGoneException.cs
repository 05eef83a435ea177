namespace Redis.ParameterStore;

/// <summary>The keys of a job are gone: they were flushed, expired, or evicted.</summary>
public sealed class JobGoneException : Exception
{
    /// <summary>Makes one with a message that says what, where and what to do.</summary>
    public JobGoneException(string message)
        : base(message)
    {
    }
}
