using System.Net;
using System.Net.Sockets;

namespace Redis.ParameterStore.Tests;

/// <summary>Ports of the loopback interface that nobody uses.</summary>
internal static class FreePorts
{
    /// <summary>So many different ones.</summary>
    internal static int[] Take(int count)
    {
        // all open at once, so that they differ
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in listeners)
            listener.Start();
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (TcpListener listener in listeners)
            listener.Stop();
        return ports;
    }
}
