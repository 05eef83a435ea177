using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Benchmarks;

/// <summary>The least that speaks to Redis: one blocking socket, values sent from and read into the caller's memory. The floor of what a client can cost.</summary>
internal sealed class RespClient : IDisposable
{
    private const int HeadMax = 64;

    private readonly Socket _socket;
    private readonly byte[] _rest = new byte[4096];
    private int _at;
    private int _read;

    /// <exception cref="SocketException">Nobody listens there.</exception>
    public RespClient(int port)
    {
        _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            _socket.Connect("127.0.0.1", port);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    /// <summary>A command whose last argument is a block, and whose answer is one short line.</summary>
    public void Send(RespBlock block, params ReadOnlySpan<string> arguments)
    {
        SendAll(block.Command(arguments));
        Line();
    }

    /// <summary>GET into a block that has the value's size.</summary>
    public void Get(string key, RespBlock into)
    {
        SendAll(Encoding.ASCII.GetBytes($"*2\r\n$3\r\nGET\r\n${key.Length}\r\n{key}\r\n"));
        Span<byte> head = stackalloc byte[HeadMax];
        int read = _socket.Receive(head);
        while (!head[..read].Contains((byte)'\n'))
            read += _socket.Receive(head[read..]);
        int start = into.HeadOf(head[..read]);
        head[start..read].CopyTo(into.PayloadAndLineEnd);
        ReceiveAll(into.PayloadAndLineEnd[(read - start)..]);
    }

    /// <summary>A command with a short answer, as text.</summary>
    /// <exception cref="BenchmarkException">The server answered with an error.</exception>
    public string Text(params ReadOnlySpan<string> command)
    {
        var text = new StringBuilder($"*{command.Length}\r\n");
        foreach (string argument in command)
            text.Append($"${Encoding.UTF8.GetByteCount(argument)}\r\n{argument}\r\n");
        SendAll(Encoding.UTF8.GetBytes(text.ToString()));
        string line = Line();
        if (line[0] != '$')
            return line[1..];
        int bytes = int.Parse(line.AsSpan(1), CultureInfo.InvariantCulture);
        if (bytes < 0)
            return "";
        byte[] value = new byte[bytes + 2];
        ReceiveAll(value);
        return Encoding.UTF8.GetString(value, 0, bytes);
    }

    public void Dispose() => _socket.Dispose();

    // Of short answers: no other is outstanding, so that what comes with the line belongs to its value.
    private string Line()
    {
        while (true)
        {
            int end = _rest.AsSpan(_at, _read - _at).IndexOf("\r\n"u8);
            if (end >= 0)
            {
                string line = Encoding.UTF8.GetString(_rest, _at, end);
                _at += end + 2;
                return line.StartsWith('-') ? throw new BenchmarkException($"The server answered {line}.") : line;
            }

            int read = _socket.Receive(_rest.AsSpan(_read));
            if (read == 0)
                throw new BenchmarkException("The server closed the connection.");
            _read += read;
        }
    }

    private void SendAll(ReadOnlySpan<byte> bytes)
    {
        _at = _read = 0;
        while (bytes.Length > 0)
            bytes = bytes[_socket.Send(bytes)..];
    }

    private void ReceiveAll(Span<byte> into)
    {
        int held = Math.Min(into.Length, _read - _at);
        _rest.AsSpan(_at, held).CopyTo(into);
        _at += held;
        into = into[held..];
        while (into.Length > 0)
        {
            int read = _socket.Receive(into);
            if (read == 0)
                throw new BenchmarkException("The server closed the connection.");
            into = into[read..];
        }
    }
}
