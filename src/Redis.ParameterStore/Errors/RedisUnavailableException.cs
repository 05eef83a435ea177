namespace Redis.ParameterStore;

/// <summary>Redis did not answer for longer than it may be away (<see cref="RedisOptions.RedisTimeout"/>).</summary>
public sealed class RedisUnavailableException : Exception
{
    /// <summary>Makes one with a message that says what, where and what to do.</summary>
    public RedisUnavailableException(string message)
        : base(message)
    {
    }
}
