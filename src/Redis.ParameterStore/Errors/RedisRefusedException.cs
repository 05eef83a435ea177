namespace Redis.ParameterStore;

/// <summary>Redis refused a command for a reason that time does not heal: it is full, a right is missing, a key is somebody else's.</summary>
public sealed class RedisRefusedException : Exception
{
    /// <summary>Makes one with a message that says what, where and what to do.</summary>
    public RedisRefusedException(string message)
        : base(message)
    {
    }
}
