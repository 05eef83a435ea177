using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Redis.ParameterStore.Tests;

/// <summary>A real process that takes part in a job, and what it said so far.</summary>
internal sealed partial class ChildProcess : IDisposable
{
    private const int SigStop = 19, SigCont = 18;
    private const double LongPause = 1;

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private int _blocks;
    private double _lastBlock;

    /// <param name="plan">What it is told.</param>
    /// <param name="prefix">A command that runs it elsewhere, such as in a network of its own.</param>
    internal ChildProcess(WorkerPlan plan, params string[] prefix)
    {
        string dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        string[] command = [.. prefix, dotnet, typeof(ChildProcess).Assembly.Location, JsonSerializer.Serialize(plan)];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    internal int Id => _process.Id;

    /// <summary>How many blocks it said that it did, others' and lost ones included.</summary>
    internal int Blocks => Volatile.Read(ref _blocks);

    internal bool WasKilled { get; private set; }

    /// <summary>Whether it said that it stands by until it is told to go on.</summary>
    internal bool StandsBy { get; private set; }

    internal bool HasEnded => _process.HasExited;

    /// <summary>Its last word; null if it said none.</summary>
    internal WorkerReport? Report
    {
        get
        {
            lock (_lines)
                return _lines.FindLast(l => l.Contains(WorkerProcess.ReportWord, StringComparison.Ordinal)) is { } line
                    ? JsonSerializer.Deserialize<WorkerReport>(line.AsSpan(line.IndexOf(WorkerProcess.ReportWord, StringComparison.Ordinal) + WorkerProcess.ReportWord.Length))
                    : null;
        }
    }

    /// <summary>kill -9.</summary>
    internal void Kill()
    {
        WasKilled = true;
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGSTOP: it stands still, its connections stay.</summary>
    internal void Pause() => Signal(SigStop);

    internal void Resume() => Signal(SigCont);

    /// <summary>It stands by no more.</summary>
    internal void GoOn()
    {
        try
        {
            _process.StandardInput.WriteLine(WorkerProcess.GoWord);
        }
        catch (IOException)
        {
            // It has ended.
        }
    }

    /// <summary>Waits for its end, and for all that it said.</summary>
    internal Task EndAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>All but the lines that only count.</summary>
    internal string Told()
    {
        lock (_lines)
            return string.Join('\n', _lines.Select(l => l.Length <= 1500 ? l : l[..1500] + "…"));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        double now = TimeProvider.System.GetElapsedTime(_started).TotalSeconds;
        lock (_lines)
        {
            StandsBy |= line == WorkerProcess.StandByWord;
            if (!line.StartsWith(WorkerProcess.BlockWord, StringComparison.Ordinal))
            {
                _lines.Add($"[{now:0.0}] {line}");
                return;
            }
            if (now - _lastBlock > LongPause)
                _lines.Add($"[{now:0.0}] goes on after {now - _lastBlock:0.0} s, {_blocks} blocks done");
            _lastBlock = now;
            Interlocked.Increment(ref _blocks);
        }
    }

    private void Signal(int number)
    {
        if (Kill(Id, number) != 0)
            throw new InvalidOperationException($"Process {Id} does not run.");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);
}
