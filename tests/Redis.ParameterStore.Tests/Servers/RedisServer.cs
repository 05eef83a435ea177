using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Redis.ParameterStore.Tests;

/// <summary>
/// A real redis-server of a test's own on loopback, in a temporary folder. A shell holds it and reads from a pipe of ours: however this
/// process ends, the pipe closes, and the shell kills the server and removes the folder.
/// </summary>
internal sealed partial class RedisServer : IDisposable
{
    private const string Holder = """log=$1; shift; "$@" </dev/null >>"$log" 2>&1 & r=$!; echo $r; read end; kill -9 $r 2>/dev/null; wait $r 2>/dev/null; [ "$end" = keep ] || rm -rf -- "${log%/*}" """;
    private const int SigStop = 19, SigCont = 18;

    private const int StartsMax = 5;

    private readonly RedisServerOptions _options;
    private readonly string _folder;
    private readonly int _busPort;
    private Process? _holder;
    private int _logStart;

    private RedisServer(RedisServerOptions options)
    {
        _options = options;
        int[] ports = FreePorts.Take(2);
        Port = options.Port ?? ports[0];
        _busPort = ports[1];
        _folder = Directory.CreateTempSubdirectory("redis-test-").FullName;
    }

    /// <summary>Null if tests can use real servers here; otherwise why not.</summary>
    internal static string? WhyNot { get; } =
        OperatingSystem.IsWindows() ? "needs a redis-server, which Windows does not have"
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "redis-server"))) ? null
        : "needs redis-server on the path";

    internal int Port { get; }

    internal int BusPort => _busPort;

    internal int ProcessId { get; private set; }

    internal string Endpoint => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>What an application would write.</summary>
    internal string ConnectionString => _options.Password is { } password ? $"{Endpoint},password={password}" : Endpoint;

    /// <summary>Starts a server and waits until it answers.</summary>
    internal static async Task<RedisServer> StartAsync(RedisServerOptions? options = null)
    {
        for (int attempt = 1; ; attempt++)
        {
            var server = new RedisServer(options ?? new RedisServerOptions());
            try
            {
                server.Launch();
                await server.AnswersAsync();
                return server;
            }
            catch (Exception error)
            {
                bool again = error is InvalidOperationException && attempt < StartsMax && server.LostItsPort();
                server.Dispose();
                if (!again)
                    throw;
            }
        }
    }

    internal ServerConsole Connect() => new(Port, _options.Password);

    /// <summary>kill -9: nothing is saved that is not on disk.</summary>
    internal void Kill() => EndHolder("keep");

    /// <summary>Starts it again, on the same port and in the same folder.</summary>
    internal async Task RestartAsync()
    {
        EndHolder("keep");
        Launch();
        await AnswersAsync();
    }

    /// <summary>SIGSTOP: connections stay, nothing answers.</summary>
    internal void Pause() => Signal(SigStop);

    internal void Resume() => Signal(SigCont);

    public void Dispose()
    {
        EndHolder("");
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private string LogFile => Path.Combine(_folder, "log");

    private void Launch()
    {
        _logStart = File.Exists(LogFile) ? File.ReadAllText(LogFile).Length : 0;
        var start = new ProcessStartInfo("/bin/sh", ["-c", Holder, "sh", LogFile, "redis-server", .. Arguments()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _holder = Process.Start(start)!;
        ProcessId = int.Parse(_holder.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }

    private async Task AnswersAsync()
    {
        try
        {
            await Until.WorksAsync(() => LostItsPort() || Answers(), "redis-server answers");
            if (!LostItsPort())
                return;
        }
        catch (TimeoutException)
        {
            // the log tells why
        }
        throw new InvalidOperationException($"redis-server did not start: {File.ReadAllText(LogFile)}");
    }

    private bool Answers()
    {
        // its own log: another server may have got the port first
        if (!Logged("Ready to accept connections"))
            return false;
        using ServerConsole client = Connect();
        return client.Text("PING") == "PONG";
    }

    private bool LostItsPort() => Logged("Address already in use");

    private bool Logged(string text) => File.Exists(LogFile) && File.ReadAllText(LogFile).IndexOf(text, _logStart, StringComparison.Ordinal) >= 0;

    private IEnumerable<string> Arguments()
    {
        var arguments = new List<(string Name, string Value)>
        {
            ("port", Text(Port)), ("bind", $"127.0.0.1 {_options.FurtherAddress}".TrimEnd()), ("dir", _folder), ("save", ""),
            ("appendonly", _options.AppendOnly ? "yes" : "no"), ("enable-debug-command", "local"),
            ("repl-diskless-sync-delay", "0"), ("repl-ping-replica-period", "1"),
        };
        if (_options.Password is { } password)
            arguments.AddRange([("requirepass", password), ("masterauth", password)]);
        if (_options.MemoryMax is var (bytes, policy))
            arguments.AddRange([("maxmemory", bytes.ToString(CultureInfo.InvariantCulture)), ("maxmemory-policy", policy)]);
        if (_options.FurtherAddress is not null)
            arguments.Add(("protected-mode", "no"));
        if (_options.ReplicaOf is { } master)
            arguments.Add(("replicaof", $"127.0.0.1 {master}"));
        if (_options.ClusterNodeTimeout is { } timeout)
            arguments.AddRange(
            [
                ("cluster-enabled", "yes"), ("cluster-node-timeout", Text(timeout)), ("cluster-port", Text(_busPort)),
                ("cluster-require-full-coverage", "no"), ("cluster-allow-replica-migration", "no"), ("cluster-replica-validity-factor", "0"),
            ]);
        if (_options.Acl is { } acl)
        {
            string file = Path.Combine(_folder, "users.acl");
            File.WriteAllLines(file, acl);
            arguments.Add(("aclfile", file));
        }
        return arguments.SelectMany(a => a.Name is "replicaof" or "bind" ? (string[])["--" + a.Name, .. a.Value.Split(' ')] : ["--" + a.Name, a.Value]);
    }

    private void EndHolder(string word)
    {
        if (_holder is null)
            return;
        _holder.StandardInput.WriteLine(word);
        _holder.StandardInput.Close();
        _holder.WaitForExit();
        _holder.Dispose();
        _holder = null;
    }

    private void Signal(int number)
    {
        if (_holder is null || Kill(ProcessId, number) != 0)
            throw new InvalidOperationException($"The server on port {Port} does not run.");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);
}
