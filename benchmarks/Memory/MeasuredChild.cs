using System.Diagnostics;

namespace Benchmarks;

/// <summary>This program in a process of its own, for a Fit whose memory is measured.</summary>
internal static class MeasuredChild
{
    /// <returns>The last line that it writes.</returns>
    public static string Run(IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
        // Started as `dotnet Benchmarks.dll`, the process is dotnet and its first argument the program.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        // A nursery of one size, so that peaks don't depend on the processor's cache.
        start.Environment["DOTNET_GCgen0size"] = "0x40000";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.TrimEnd().Split('\n')[^1]
            : throw new BenchmarkException($"The child {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
