using System.Diagnostics;

namespace Benchmarks;

/// <summary>This program, started once more with a verb of its own. It is told and tells by lines, and ends when its input does.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const int PatienceMs = 15_000;

    private readonly Process _process;

    public ChildProcess(params ReadOnlySpan<string> arguments)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        // Started as `dotnet Benchmarks.dll`, the process is dotnet and its first argument the program.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
    }

    public void Tell(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <exception cref="BenchmarkException">The child ended.</exception>
    public string Hear() =>
        _process.StandardOutput.ReadLine() ?? throw new BenchmarkException("A child process ended before it answered; what it said stands above.");

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(PatienceMs))
            _process.Kill();
        _process.Dispose();
    }
}
