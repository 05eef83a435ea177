using System.Diagnostics;
using System.Globalization;

namespace Benchmarks;

/// <summary>What this process keeps in memory, in bytes: exact on Linux, by working set elsewhere.</summary>
internal static class ResidentMemory
{
    public static long Now => Read("VmRSS") ?? Refreshed(p => p.WorkingSet64);

    /// <summary>The most since the start or the last <see cref="ForgetPeak"/>.</summary>
    public static long Peak => Read("VmHWM") ?? Refreshed(p => p.PeakWorkingSet64);

    /// <summary>Lets the peak start anew; false where the system cannot.</summary>
    public static bool ForgetPeak()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static long? Read(string field)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        string line = File.ReadLines("/proc/self/status").First(l => l.StartsWith(field + ":", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
    }

    private static long Refreshed(Func<Process, long> read)
    {
        using Process process = Process.GetCurrentProcess();
        return read(process);
    }
}
