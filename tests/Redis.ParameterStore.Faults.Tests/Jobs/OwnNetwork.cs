using System.Diagnostics;
using System.Globalization;

namespace Redis.ParameterStore.Tests;

/// <summary>A network of its own for a process, with one cable to this machine, which can be cut. Needs Linux's network namespaces and the right to make them.</summary>
internal sealed class OwnNetwork : IDisposable
{
    private static readonly Lazy<string?> _whyNot = new(Try);

    private readonly string _name, _here, _there;

    /// <param name="number">0 … 16383; different for networks that are there at once.</param>
    internal OwnNetwork(int number)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId % 100_000}-{number}");
        (_name, _here, _there) = ($"faults{id}", $"fh{id}", $"ft{id}");
        int subnet = ((Environment.ProcessId * 16) + number) % 16384;
        string network = string.Create(CultureInfo.InvariantCulture, $"10.213.{subnet / 64}.");
        int first = subnet % 64 * 4;
        Address = network + (first + 1).ToString(CultureInfo.InvariantCulture);
        string other = network + (first + 2).ToString(CultureInfo.InvariantCulture);
        try
        {
            Ip("netns", "add", _name);
            Ip("link", "add", _here, "type", "veth", "peer", "name", _there);
            Ip("link", "set", _there, "netns", _name);
            Ip("addr", "add", Address + "/30", "dev", _here);
            Ip("link", "set", _here, "up");
            Ip("-n", _name, "addr", "add", other + "/30", "dev", _there);
            Ip("-n", _name, "link", "set", _there, "up");
            Ip("-n", _name, "link", "set", "lo", "up");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Null if there can be such networks here; otherwise why not.</summary>
    internal static string? WhyNot => _whyNot.Value;

    /// <summary>This machine, as it is seen from there.</summary>
    internal string Address { get; }

    /// <summary>What runs a command there.</summary>
    internal string[] Prefix => ["ip", "netns", "exec", _name];

    internal void Cut() => Ip("link", "set", _here, "down");

    internal void Mend() => Ip("link", "set", _here, "up");

    public void Dispose()
    {
        foreach (string[] command in new string[][] { ["link", "del", _here], ["netns", "del", _name] })
        {
            try
            {
                Ip(command);
            }
            catch (InvalidOperationException)
            {
                // It was not made.
            }
        }
    }

    private static string? Try()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return "needs Linux and root, to cut a network";
        try
        {
            using var network = new OwnNetwork(16383);
            return null;
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"needs network namespaces, to cut a network: {error.Message.Trim()}";
        }
    }

    private static void Ip(params string[] arguments)
    {
        using Process ip = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
        string error = ip.StandardError.ReadToEnd();
        ip.WaitForExit();
        if (ip.ExitCode != 0)
            throw new InvalidOperationException($"ip {string.Join(' ', arguments)}: {error}");
    }
}

/// <summary>A test that cuts a network; skipped, with the reason, where that cannot be.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NetworkTheoryAttribute : TheoryAttribute
{
    public NetworkTheoryAttribute() => Skip = (RedisServer.WhyNot ?? OwnNetwork.WhyNot)!;
}
