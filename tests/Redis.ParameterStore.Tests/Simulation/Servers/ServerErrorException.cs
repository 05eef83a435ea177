namespace Redis.ParameterStore.Tests;

/// <summary>A command failed on the simulated server; what it changed before stays, as in Redis.</summary>
internal sealed class ServerErrorException(string message) : Exception(message)
{
    /// <summary>The key holds another kind of value.</summary>
    internal static ServerErrorException WrongType => new("WRONGTYPE Operation against a key holding the wrong kind of value");

    /// <summary>A script did arithmetic on what is no number, joined what is no string, or the like.</summary>
    internal static ServerErrorException InScript(string what) => new($"ERR user_script: {what}");
}
