using System.Globalization;
using System.Runtime.InteropServices;
using StackExchange.Redis;

namespace Redis.ParameterStore;

/// <summary>Puts commands on the wire, one behind the other, and reads what came back. Knows how each command is spelled.</summary>
/// <param name="execute">Name, arguments (keys as RedisKey) → the answer. Does not wait.</param>
internal class CommandChannel(Func<string, object[], Task<RedisResult>> execute)
{
    /// <summary>A channel that routes by the commands' keys.</summary>
    internal static CommandChannel Of(IDatabase database) => new(ExecuteOn(database));

    /// <summary>Sends a command at once, behind those before it. The task holds the answer for <see cref="Read"/>.</summary>
    /// <param name="command">Which.</param>
    /// <param name="scriptAsText">Whether a script goes as text: the server may not have it.</param>
    internal virtual Task Issue(in Command command, bool scriptAsText) => command.Kind switch
    {
        CommandKind.Set => execute("SET", [(RedisKey)command.Key, Argument(command.Value), "PX", Text(command.Number)]),
        CommandKind.Get => execute("GET", [(RedisKey)command.Key]),
        CommandKind.Unlink => execute("UNLINK", [.. command.Keys!.Select(key => (object)(RedisKey)key)]),
        CommandKind.Expire => execute("PEXPIRE", [(RedisKey)command.Key, Text(command.Number)]),
        CommandKind.Script => execute(scriptAsText ? "EVAL" : "EVALSHA", ScriptArguments(command, scriptAsText)),
        CommandKind.Wait => execute("WAIT", [Text(command.Number), Text(command.Timeout)]),
        _ => throw new InvalidOperationException($"There is no command {command.Kind}."),
    };

    /// <summary>The answer to a command whose task is through without an error.</summary>
    /// <exception cref="IOException">The library could not make sense of what came.</exception>
    internal virtual CommandResult Read(in Command command, Task answer)
    {
        // 1.2.6 gives null where it failed to read an answer; a nil is a result
        RedisResult result = ((Task<RedisResult>)answer).Result ?? throw new IOException("The client library could not read the answer.");
        return command.Kind switch
        {
            CommandKind.Set => CommandResult.Nothing,
            CommandKind.Get => Limited(Answers.Of(result), command.Number),
            CommandKind.Script => Answers.Of(result),
            _ => CommandResult.Of((long)result),
        };
    }

    /// <summary>Bytes as this client library takes them; 1.2.6 takes whole arrays only.</summary>
    protected virtual object Argument(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> part) && part.Offset == 0 && part.Count == part.Array!.Length
            ? part.Array
            : bytes.ToArray();

    protected static Func<string, object[], Task<RedisResult>> ExecuteOn(IDatabase database) =>
        (name, arguments) => database.ExecuteAsync(name, arguments, CommandFlags.DemandMaster);

    protected static CommandResult Limited(CommandResult result, long bytesMax)
    {
        if (result.Bytes.Length <= bytesMax)
            return result;
        result.Lease?.Dispose();
        return CommandResult.Failed($"TOOLONG the value has {result.Bytes.Length} bytes, at most {bytesMax} are accepted");
    }

    private object[] ScriptArguments(in Command command, bool asText)
    {
        var arguments = new object[2 + command.Keys!.Length + command.Arguments!.Length];
        arguments[0] = asText ? command.Text!.Text : ScriptHashes.Of(command.Text!);
        arguments[1] = command.Keys.Length;
        for (int i = 0; i < command.Keys.Length; i++)
            arguments[2 + i] = (RedisKey)command.Keys[i];
        for (int i = 0; i < command.Arguments.Length; i++)
            arguments[2 + command.Keys.Length + i] = Argument(command.Arguments[i]);
        return arguments;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
