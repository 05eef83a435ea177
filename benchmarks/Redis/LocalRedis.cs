using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Benchmarks;

/// <summary>
/// A redis-server of a benchmark's own on a free port of loopback, without persistence. A shell holds it and reads from a pipe of ours: however this
/// process ends, the pipe closes, and the shell ends the server.
/// </summary>
internal sealed class LocalRedis : IDisposable
{
    private const string Program = "redis-server";
    private const string Holder = """folder=$1; shift; "$@" </dev/null >"$folder/log" 2>&1 & server=$!; read end; kill -9 $server; wait $server 2>/dev/null; rm -rf -- "$folder" """;

    private readonly Process _holder;
    private readonly RespClient _client;

    private LocalRedis(Process holder, int port, RespClient client) => (_holder, Port, _client) = (holder, port, client);

    public int Port { get; }

    /// <summary>What an application connects to.</summary>
    public string Connection => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>Seconds of processor time that the server has used.</summary>
    public double CpuSeconds => Number("cpu", "used_cpu_user") + Number("cpu", "used_cpu_sys");

    /// <summary>Bytes that values, keys and the server's own bookkeeping take.</summary>
    public long UsedMemory => (long)Number("memory", "used_memory");

    /// <summary>Bytes that came in and went out.</summary>
    public (long In, long Out) NetworkBytes => ((long)Number("stats", "total_net_input_bytes"), (long)Number("stats", "total_net_output_bytes"));

    /// <summary>Starts a server.</summary>
    /// <exception cref="BenchmarkException">There is none on the path, or it does not answer.</exception>
    public static LocalRedis Start()
    {
        if (OperatingSystem.IsWindows() || !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, Program))))
            throw new BenchmarkException($"Left out: there is no {Program} on the path.");
        int port = FreePort();
        string folder = Directory.CreateTempSubdirectory("benchmarks-redis-").FullName;
        string[] arguments =
        [
            "-c", Holder, "sh", folder, Program, "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1",
            "--save", "", "--appendonly", "no", "--dir", folder,
        ];
        Process holder = Process.Start(new ProcessStartInfo("/bin/sh", arguments) { RedirectStandardInput = true })!;
        for (int attempt = 0; attempt < 100; attempt++)
        {
            try
            {
                var client = new RespClient(port);
                client.Text("PING");
                return new(holder, port, client);
            }
            catch (SocketException)
            {
                Thread.Sleep(50);
            }
        }

        End(holder);
        throw new BenchmarkException($"{Program} did not answer on port {port}.");
    }

    /// <summary>One of the server's numbers, of a section of INFO.</summary>
    public double Number(string section, string name)
    {
        string text = _client.Text("INFO", section);
        string line = text.Split("\r\n").First(l => l.StartsWith(name + ":", StringComparison.Ordinal));
        return double.Parse(line.AsSpan(name.Length + 1), CultureInfo.InvariantCulture);
    }

    /// <summary>Any command with a short answer.</summary>
    public string Text(params string[] command) => _client.Text(command);

    public void Dispose()
    {
        _client.Dispose();
        End(_holder);
    }

    private static void End(Process holder)
    {
        holder.StandardInput.Close();
        holder.WaitForExit();
        holder.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
