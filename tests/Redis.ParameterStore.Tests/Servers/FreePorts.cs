using System.Net;
using System.Net.Sockets;

namespace Redis.ParameterStore.Tests;

/// <summary>
/// Ports of the loopback interface that nobody uses. They lie below those that systems give to outgoing connections: no client can get one
/// between here and the server's start, or be connected to itself while it tries to reach a server that was killed. Each is given once.
/// </summary>
internal static class FreePorts
{
    private const int From = 10_000;
    private const int To = 32_000;

    // another start for each process, so that they seldom meet
    private static int _last = (int)(Environment.ProcessId * 7919L % (To - From));

    /// <summary>So many different ones.</summary>
    internal static int[] Take(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    private static int Next()
    {
        for (int tried = From; tried < To; tried++)
        {
            int port = From + (int)((uint)Interlocked.Increment(ref _last) % (To - From));
            if (IsFree(port))
                return port;
        }
        throw new InvalidOperationException($"No port from {From} to {To} is free.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
