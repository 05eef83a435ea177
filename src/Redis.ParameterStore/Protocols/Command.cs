namespace Redis.ParameterStore;

/// <summary>One Redis command: the closed set that this project uses. Plain strings, scripts and expiry only, so that every server can serve it.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Key">The key; Script: the keys' first.</param>
/// <param name="Value">Set: the value, lent until the answer is there; for good if that is Unknown.</param>
/// <param name="Keys">Unlink: the keys. Script: all keys.</param>
/// <param name="Text">Script: which one.</param>
/// <param name="Arguments">Script: ARGV, lent likewise.</param>
/// <param name="Number">Set, Expire: milliseconds to live. Wait: how many replicas. Get: the most bytes that are accepted; a longer value is an error.</param>
/// <param name="Timeout">Wait: milliseconds.</param>
internal readonly record struct Command(
    CommandKind Kind,
    string Key,
    ReadOnlyMemory<byte> Value = default,
    string[]? Keys = null,
    Script? Text = null,
    ReadOnlyMemory<byte>[]? Arguments = null,
    long Number = 0,
    int Timeout = 0)
{
    /// <summary>SET key value PX milliseconds. Answer: nothing.</summary>
    internal static Command Set(string key, ReadOnlyMemory<byte> value, long milliseconds) => new(CommandKind.Set, key, value, Number: milliseconds);

    /// <summary>GET key. Answer: bytes or null.</summary>
    internal static Command Get(string key, long bytesMax) => new(CommandKind.Get, key, Number: bytesMax);

    /// <summary>UNLINK keys (all in one slot). Answer: how many were there.</summary>
    internal static Command Unlink(params string[] keys) => new(CommandKind.Unlink, keys[0], Keys: keys);

    /// <summary>PEXPIRE key ms. Answer: 1, or 0 if the key is not there.</summary>
    internal static Command Expire(string key, long milliseconds) => new(CommandKind.Expire, key, Number: milliseconds);

    /// <summary>EVAL script (by hash once the server has it). Answer: what the script returns.</summary>
    internal static Command Call(Script script, string[] keys, params ReadOnlyMemory<byte>[] arguments) =>
        new(CommandKind.Script, keys[0], Keys: keys, Text: script, Arguments: arguments);

    /// <summary>WAIT replicas timeout, on the connection on which the batch's commands before it were sent. Answer: how many replicas have all that.</summary>
    internal static Command Wait(int replicas, int timeoutMs) => new(CommandKind.Wait, "", Number: replicas, Timeout: timeoutMs);
}

/// <summary>The commands there are.</summary>
internal enum CommandKind
{
    Set,
    Get,
    Unlink,
    Expire,
    Script,
    Wait,
}
