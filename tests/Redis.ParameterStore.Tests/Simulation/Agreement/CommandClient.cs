using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Redis.ParameterStore.Tests;

/// <summary>Speaks the Redis protocol over one blocking connection, a command at a time: enough to compare a real server with the simulated one.</summary>
internal sealed class CommandClient : IDisposable
{
    private readonly TcpClient _tcp;
    private readonly BufferedStream _stream;

    internal CommandClient(int port)
    {
        _tcp = new TcpClient("127.0.0.1", port) { NoDelay = true };
        _stream = new(_tcp.GetStream(), 1 << 16);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _tcp.Dispose();
    }

    /// <summary>Sends one command of the closed set.</summary>
    internal CommandResult Execute(in Command command) => command.Kind switch
    {
        CommandKind.Set => Send("SET", command.Key, command.Value, "PX", command.Number),
        CommandKind.Get => Limited(Send("GET", command.Key), command.Number),
        CommandKind.Unlink => Send(["UNLINK", .. command.Keys!]),
        CommandKind.Expire => Send("PEXPIRE", command.Key, command.Number),
        CommandKind.Wait => Send("WAIT", command.Number, command.Timeout),
        _ => Send(["EVAL", command.Text!.Text, command.Keys!.Length, .. command.Keys, .. command.Arguments!.Cast<object>()]),
    };

    /// <summary>Sends a command's parts: texts, numbers and bytes.</summary>
    internal CommandResult Send(params object[] parts)
    {
        Write(FormattableString.Invariant($"*{parts.Length}\r\n"));
        foreach (object part in parts)
        {
            ReadOnlyMemory<byte> bytes = part switch
            {
                ReadOnlyMemory<byte> raw => raw,
                byte[] raw => raw,
                _ => Encoding.UTF8.GetBytes(Convert.ToString(part, CultureInfo.InvariantCulture)!),
            };
            Write(FormattableString.Invariant($"${bytes.Length}\r\n"));
            _stream.Write(bytes.Span);
            Write("\r\n");
        }

        _stream.Flush();
        return Read();
    }

    private static CommandResult Limited(CommandResult result, long bytesMax) =>
        result.Kind == ResultKind.Bytes && result.Bytes.Length > bytesMax ? CommandResult.Failed("The value is too long.") : result;

    private CommandResult Read()
    {
        string line = ReadLine();
        string rest = line[1..];
        switch (line[0])
        {
            case '+':
                return CommandResult.Nothing;
            case '-':
                return CommandResult.Failed(rest);
            case ':':
                return CommandResult.Of(long.Parse(rest, CultureInfo.InvariantCulture));
            case '$' when rest != "-1":
                var bytes = new byte[int.Parse(rest, CultureInfo.InvariantCulture)];
                _stream.ReadExactly(bytes);
                ReadLine();
                return CommandResult.Of(bytes);
            case '*' when rest != "-1":
                var items = new CommandResult[int.Parse(rest, CultureInfo.InvariantCulture)];
                for (int i = 0; i < items.Length; i++)
                    items[i] = Read();
                return CommandResult.Of(items);
            default:
                return CommandResult.Nothing;
        }
    }

    private string ReadLine()
    {
        var line = new StringBuilder();
        for (int next = _stream.ReadByte(); next != '\n'; next = _stream.ReadByte())
        {
            if (next < 0)
                throw new EndOfStreamException("The server closed the connection.");
            if (next != '\r')
                line.Append((char)next);
        }

        return line.ToString();
    }

    private void Write(string text) => _stream.Write(Encoding.ASCII.GetBytes(text));
}
