namespace Redis.ParameterStore.Tests;

/// <summary>Stores without a job, for tests.</summary>
internal static class RedisStores
{
    private static int _names;

    /// <summary>A name that no other test uses.</summary>
    internal static string NewName() => $"s{Interlocked.Increment(ref _names)}.{Guid.NewGuid():n}";

    internal static async ValueTask<RedisParameterStore> OpenAsync(string connection, string name, RedisOptions? options = null, Func<NodeSettings, NodeSettings>? adjust = null) =>
        await RedisParameterStore.OpenAsync(
            async (time, cancel) => await RedisLinks.OpenAsync(connection, time, cancel), name, options ?? new(), TimeProvider.System, CancellationToken.None, adjust);

    /// <summary>Looks into the state that a store's process derived from the log.</summary>
    internal static T Look<T>(this RedisParameterStore store, Func<JobReplica, T> look)
    {
        lock (store.Runner.Lock)
            return look(store.Runner.Node.Replica);
    }

    internal static int CountKeys(RedisServer server, string pattern)
    {
        using ServerConsole console = server.Connect();
        return ((object?[])console.Send("KEYS", pattern)!).Length;
    }
}
