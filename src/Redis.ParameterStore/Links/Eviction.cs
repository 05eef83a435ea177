using System.Globalization;
using StackExchange.Redis;

namespace Redis.ParameterStore;

/// <summary>Looks for servers that drop keys when they are full. Every blob has a time to live, so that also the rules for such keys alone drop them.</summary>
internal static class Eviction
{
    private const int AsksMax = 3;

    /// <summary>A server that does, and its rule, for people; null if none does or says so.</summary>
    internal static async ValueTask<string?> FindAsync(IConnectionMultiplexer connection, TimeProvider time, CancellationToken cancellationToken)
    {
        foreach (IServer server in connection.GetEndPoints().Select(e => connection.GetServer(e)).Where(s => s.IsConnected))
        {
            if (await MemoryAsync(connection, server, time, cancellationToken).ConfigureAwait(false) is { } memory && Describe(memory) is { } how)
                return $"{LinkErrors.Describe(server.EndPoint)} {how}";
        }
        return null;
    }

    // Nobody has to tell; what is dropped is noticed when it is missing.
    private static async ValueTask<string?> MemoryAsync(IConnectionMultiplexer connection, IServer server, TimeProvider time, CancellationToken cancellationToken)
    {
        for (int asked = 1; ; asked++)
        {
            try
            {
                Task<RedisResult> answer = LibraryDefaults.AskAsync(connection, server, "INFO", "memory");
                return (string?)await answer.WaitAsync(SendLimits.TimeoutBase, time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException) when (asked < AsksMax)
            {
                // Who stood still for a moment is asked again.
            }
            catch (Exception error) when (error is RedisException or RedisCommandException or TimeoutException)
            {
                return null;
            }
        }
    }

    /// <summary>What the lines of INFO memory come to.</summary>
    internal static string? Describe(string memory)
    {
        string policy = "noeviction";
        long most = 0;
        foreach (string line in memory.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith("maxmemory_policy:", StringComparison.Ordinal))
                policy = line["maxmemory_policy:".Length..];
            else if (line.StartsWith("maxmemory:", StringComparison.Ordinal))
                _ = long.TryParse(line.AsSpan("maxmemory:".Length), NumberStyles.None, CultureInfo.InvariantCulture, out most);
        }
        return most == 0 || policy == "noeviction" ? null : string.Create(CultureInfo.InvariantCulture, $"drops keys by {policy} beyond {most:N0} bytes");
    }
}
