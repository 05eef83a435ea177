namespace Redis.ParameterStore;

/// <summary>A committed update cannot be had any more: the message names job, example or parameter shard, and attempt.</summary>
public sealed class UpdatesLostException : Exception
{
    /// <summary>Makes one with a message that says what, where and what to do.</summary>
    public UpdatesLostException(string message)
        : base(message)
    {
    }
}
