using StackExchange.Redis;

namespace Redis.ParameterStore;

/// <summary>What the client library hands back, as results. Arrays are not copied.</summary>
internal static class Answers
{
    // 1.2.6 does not say what a result is, and asking wrongly throws
    private static readonly Type _scalar = RedisResult.Create((RedisValue)0).GetType();

    internal static CommandResult Of(RedisResult result)
    {
        if (result.IsNull)
            return CommandResult.Nothing;
        if (result.GetType() == _scalar)
            return Of((RedisValue)result);
        var parts = (RedisResult[])result!;
        var items = new CommandResult[parts.Length];
        for (int i = 0; i < parts.Length; i++)
            items[i] = Of(parts[i]);
        return CommandResult.Of(items);
    }

    private static CommandResult Of(RedisValue value)
    {
        byte[] bytes = (byte[])value!;
        // A number has no bytes of its own: it is written anew each time.
        return ReferenceEquals(bytes, (byte[])value!) ? CommandResult.Of(bytes.AsMemory()) : CommandResult.Of((long)value);
    }
}
