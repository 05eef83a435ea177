namespace Redis.ParameterStore;

/// <summary>The rights that a job's user needs on a server, and no more; docs/redis.md shows them.</summary>
internal static class RedisAcl
{
    /// <summary>What this project sends.</summary>
    private static readonly string[] _sent = ["set", "get", "unlink", "pexpire", "eval", "evalsha", "wait", "subscribe", "unsubscribe"];

    /// <summary>What its scripts call.</summary>
    private static readonly string[] _called =
        ["time", "exists", "del", "hget", "hmget", "hset", "lindex", "llen", "lrange", "ltrim", "pttl", "rpush", "publish", "pexpire", "set", "get", "unlink"];

    /// <summary>What the client library sends by itself: handshakes, heartbeats, looking for masters, following slots that move.</summary>
    private static readonly string[] _library =
        ["auth", "hello", "ping", "echo", "info", "asking", "client|setname", "client|id", "cluster|nodes", "config|get"];

    /// <summary>The commands, each once.</summary>
    internal static IReadOnlyList<string> Commands { get; } = [.. _sent.Concat(_called).Concat(_library).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>What follows the name in ACL SETUSER: the keys and channels of all jobs under a prefix, and nothing else.</summary>
    /// <param name="keyPrefix"><see cref="RedisOptions.KeyPrefix"/>.</param>
    internal static string Rules(string keyPrefix) => $"resetkeys ~{keyPrefix}* resetchannels &{keyPrefix}* -@all {string.Join(' ', Commands.Select(command => "+" + command))}";
}
