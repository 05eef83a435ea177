using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using MovieLens;

namespace Samples.Tests;

/// <summary>The sample as a user starts it: a process of its own. Killed with the test, or when it takes too long.</summary>
internal sealed partial class SampleProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task<string> _errors;
    private readonly Task _reading;
    private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string? _awaited;

    private SampleProcess(string? awaited, string[] arguments)
    {
        _awaited = awaited;
        HearInterrupts();
        ChildProgram program = ChildProgram.ByDotnet(typeof(SampleRun).Assembly.Location);
        _process = Process.Start(new ProcessStartInfo(program.FileName, [.. program.Arguments, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _errors = _process.StandardError.ReadToEndAsync();
        _reading = ReadAsync();
    }

    public int Id => _process.Id;

    public static SampleProcess Start(params string[] arguments) => new(null, arguments);

    /// <summary>Starts it and waits until it says something.</summary>
    public static async Task<SampleProcess> StartAndAwaitAsync(string text, params string[] arguments)
    {
        SampleProcess process = new(text, arguments);
        await process._seen.Task.WaitAsync(Deadline.Hang);
        return process;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<SampleEnd> RunAsync(params string[] arguments)
    {
        using SampleProcess process = Start(arguments);
        return await process.EndAsync();
    }

    /// <summary>Waits for its end, and for that of all others that write to its output.</summary>
    public async Task<SampleEnd> EndAsync()
    {
        await Task.WhenAll(_reading, _errors, _process.WaitForExitAsync()).WaitAsync(Deadline.Hang);
        return new(_process.ExitCode, _output.ToString(), await _errors);
    }

    public async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", ["-" + signal, Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    /// <summary>
    /// Who was started in the background by a shell ignores Ctrl+C, and so does all that it starts; a user who presses it has started the sample
    /// otherwise.
    /// </summary>
    private static void HearInterrupts()
    {
        const int Interrupt = 2;
        const nint Default = 0;
        if (OperatingSystem.IsLinux() && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } ignored
            && (ulong.Parse(ignored.AsSpan("SigIgn:".Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << (Interrupt - 1))) != 0)
            Handle(Interrupt, Default);
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Handle(int signal, nint handler);

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _output.AppendLine(line);
            if (_awaited is not null && line.Contains(_awaited, StringComparison.Ordinal))
                _seen.TrySetResult();
        }

        _seen.TrySetException(new InvalidOperationException($"The process ended without saying '{_awaited}'."));
    }
}
