using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Redis.ParameterStore.Tests;

/// <summary>A plain connection of a test's own to one server, so that servers are set up and looked at without the client under test. Blocking.</summary>
internal sealed class ServerConsole : IDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };
    private readonly BufferedStream _stream;

    internal ServerConsole(int port, string? password = null)
    {
        _client.Connect(IPAddress.Loopback, port);
        _client.ReceiveTimeout = _client.SendTimeout = Deadline.Seconds * 1000;
        _stream = new BufferedStream(_client.GetStream(), 1 << 16);
        if (password is not null)
            Send("AUTH", password);
    }

    /// <summary>The answer: a string, a long, null, or an array of such. An error is thrown.</summary>
    internal object? Send(params string[] command)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{command.Length}\r\n");
        foreach (string part in command)
            text.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(part)}\r\n{part}\r\n");
        _stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
        _stream.Flush();
        return Read();
    }

    internal string Text(params string[] command) => (string)Send(command)!;

    /// <summary>The value of a line "field:value" in what a command answers.</summary>
    internal string Field(string field, params string[] command) =>
        Text(command).Split('\n').First(line => line.StartsWith(field + ":", StringComparison.Ordinal))[(field.Length + 1)..].Trim();

    public void Dispose() => _client.Dispose();

    private object? Read()
    {
        string line = Line();
        string rest = line[1..];
        return line[0] switch
        {
            '+' => rest,
            '-' => throw new InvalidOperationException(rest),
            ':' => long.Parse(rest, CultureInfo.InvariantCulture),
            '$' => Bulk(int.Parse(rest, CultureInfo.InvariantCulture)),
            '*' => Items(int.Parse(rest, CultureInfo.InvariantCulture)),
            _ => throw new InvalidDataException(line),
        };
    }

    private string? Bulk(int length)
    {
        if (length < 0)
            return null;
        var bytes = new byte[length + 2];
        _stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private object?[]? Items(int count)
    {
        if (count < 0)
            return null;
        var items = new object?[count];
        for (int i = 0; i < count; i++)
            items[i] = Read();
        return items;
    }

    private string Line()
    {
        var line = new StringBuilder();
        while (true)
        {
            int c = _stream.ReadByte();
            if (c < 0)
                throw new EndOfStreamException();
            if (c == '\n')
                return line.ToString();
            if (c != '\r')
                line.Append((char)c);
        }
    }
}
