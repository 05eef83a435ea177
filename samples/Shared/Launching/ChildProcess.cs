using System.Diagnostics;

namespace Samples;

/// <summary>One of the processes that a launcher started. It holds the process's input open: when that closes, the process ends its training.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly TextWriter _errors;

    public ChildProcess(ChildProgram program, IReadOnlyList<string> arguments, int index, TextWriter errors)
    {
        Number = index + 1;
        _errors = errors;
        ProcessStartInfo start = new(program.FileName, [.. program.Arguments, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = index > 0,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        Ended = RunAsync(index > 0);
    }

    /// <summary>Which, from 1.</summary>
    public int Number { get; }

    /// <summary>The exit code, once it has ended and all that it said was shown.</summary>
    public Task<int> Ended { get; }

    /// <summary>It ends with the model as it stands.</summary>
    public void AskToEnd()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }
    }

    public void Kill()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private async Task<int> RunAsync(bool isHidden)
    {
        Task hidden = isHidden ? _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null) : Task.CompletedTask;
        while (await _process.StandardError.ReadLineAsync() is { } line)
            _errors.WriteLine($"[process {Number}] {line}");
        await hidden;
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }
}
