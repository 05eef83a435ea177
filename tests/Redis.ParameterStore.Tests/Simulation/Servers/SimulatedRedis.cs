using System.Text;

namespace Redis.ParameterStore.Tests;

/// <summary>
/// A Redis server on plain dictionaries, for the closed set of <see cref="Command"/>. Time is an argument, so that nothing happens by itself.
/// The scripts are twins in C#, held to the Lua by tests against a real server.
/// </summary>
internal sealed class SimulatedRedis
{
    internal Keyspace Keys { get; } = new();

    /// <summary>Receives what scripts publish: channel and message.</summary>
    internal Action<string, byte[]>? Published { get; set; }

    /// <summary>A mistake that the scripts' twins make.</summary>
    internal PlantedBug Planted { get; set; }

    /// <summary>Executes a command.</summary>
    /// <param name="command">WAIT answers 0: a server by itself has no replica.</param>
    /// <param name="now">Server's time in microseconds.</param>
    internal CommandResult Execute(in Command command, long now)
    {
        Keys.Now = now;
        try
        {
            return Run(in command);
        }
        catch (ServerErrorException error)
        {
            return CommandResult.Failed(error.Message);
        }
    }

    private CommandResult Run(in Command command)
    {
        switch (command.Kind)
        {
            case CommandKind.Set:
                if (command.Number <= 0)
                    throw new ServerErrorException("ERR invalid expire time in 'set' command");
                Keys.SetString(command.Key, command.Value.ToArray(), command.Number);
                return CommandResult.Nothing;
            case CommandKind.Get:
                return Get(in command);
            case CommandKind.Unlink:
                return CommandResult.Of(command.Keys!.Count(Keys.Delete));
            case CommandKind.Expire:
                return CommandResult.Of(Keys.Expire(command.Key, command.Number) ? 1 : 0);
            case CommandKind.Wait:
                return CommandResult.Of(0);
            default:
                return Call(in command);
        }
    }

    private CommandResult Get(in Command command)
    {
        if (Keys.GetString(command.Key) is not { } value)
            return CommandResult.Nothing;
        return value.Length <= command.Number
            ? CommandResult.Of(value)
            : CommandResult.Failed($"The value of {command.Key} has {value.Length} bytes, more than the {command.Number} that are accepted.");
    }

    private CommandResult Call(in Command command)
    {
        var call = new ScriptCall(Keys, command.Keys!, command.Arguments!, Published, Planted);
        List<byte[]> reply = command.Text!.Name switch
        {
            "append" => AppendTwin.Run(call),
            "enter" => EnterTwin.Run(call),
            "lease" => LeaseTwin.Run(call),
            _ => throw new ServerErrorException($"NOSCRIPT The simulated server has no twin of {command.Text.Name}.lua."),
        };
        return CommandResult.Of([.. reply.Select(item => CommandResult.Of(item))]);
    }
}

/// <summary>One call of a script: KEYS and ARGV (both from 1, as in Lua) and what it may do.</summary>
internal sealed record ScriptCall(Keyspace Store, string[] Keys, ReadOnlyMemory<byte>[] Arguments, Action<string, byte[]>? Publish, PlantedBug Planted)
{
    /// <summary>ARGV as text, a char a byte.</summary>
    internal string Text(int argument) => Encoding.Latin1.GetString(Arguments[argument - 1].Span);

    /// <summary>A number from ARGV, at the place where the script computes with it.</summary>
    internal double Number(int argument) => LuaNumber.Parse(Arguments[argument - 1].Span)
        ?? throw ServerErrorException.InScript($"arithmetic on ARGV {argument}, which is no number");

    /// <summary>A field of a hash as text; null if it is not there.</summary>
    internal string? Field(string key, string field) => Store.GetField(key, field) is { } value ? Encoding.Latin1.GetString(value) : null;

    /// <summary>A field as a number, at the place where the script computes with it.</summary>
    internal static double Number(string? field) => (field is null ? null : LuaNumber.Parse(Encoding.Latin1.GetBytes(field)))
        ?? throw ServerErrorException.InScript($"arithmetic on a field that is no number");

    internal void SetField(string key, string field, string value) => Store.SetField(key, field, Encoding.Latin1.GetBytes(value));

    /// <summary>Strings as the script returns them.</summary>
    internal static List<byte[]> Reply(params ReadOnlySpan<string> items)
    {
        var reply = new List<byte[]>(items.Length);
        foreach (string item in items)
            reply.Add(Encoding.Latin1.GetBytes(item));
        return reply;
    }
}
