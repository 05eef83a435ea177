using System.Net;
using StackExchange.Redis;

namespace Redis.ParameterStore;

/// <summary>Settings that one of the two client libraries lacks.</summary>
internal static class LibraryDefaults
{
    private const int LibraryTimeoutMs = 30_000;
    private const int ConnectTimeoutDefaultMs = 5_000;
    private const int ConnectTimeoutMs = 2_000;
    private const int ConnectRetries = 3;

    internal static void Set(ConfigurationOptions options)
    {
        // A look for the masters takes all of it while one server is dead, and goes on being needed until then.
        if (options.ConnectTimeout == ConnectTimeoutDefaultMs)
            options.ConnectTimeout = ConnectTimeoutMs;
        options.ConnectRetry = ConnectRetries;
#if MODERN_REDIS
        // time-outs are ours, by size
        options.AsyncTimeout = Math.Max(options.AsyncTimeout, LibraryTimeoutMs);
        // Nothing here blocks the pool's threads, and the library's own would cost a change of threads for every piece of a value.
        options.SocketManager ??= SocketManager.ThreadPool;
#else
        options.ResponseTimeout = Math.Max(options.ResponseTimeout, LibraryTimeoutMs);
        ResultPool.SwitchOff();
#endif
    }

    internal static void Set(ConnectionMultiplexer connection)
    {
#if !MODERN_REDIS
        // Off, or one thread completes all commands.
        connection.PreserveAsyncOrder = false;
#else
        _ = connection;
#endif
    }

    /// <summary>A way to one server of a caller's connection. 1.2.6 can only name it where there is just one.</summary>
    /// <exception cref="IOException">There are several, and the library is too old.</exception>
    internal static CommandChannel NodeChannel(IConnectionMultiplexer connection, EndPoint node)
    {
#if MODERN_REDIS
        IServer server = connection.GetServer(node);
        return new CommandChannel((name, arguments) => server.ExecuteAsync(name, arguments, CommandFlags.NoRedirect));
#else
        return connection.GetEndPoints().Length == 1
            ? CommandChannel.Of(connection.GetDatabase())
            : throw new IOException($"WAIT on {LinkErrors.Describe(node)}, one of several servers, over a connection of one's own needs StackExchange.Redis 2.");
#endif
    }

    /// <summary>Asks one server of a connection. 1.2.6 cannot say which: it asks any.</summary>
    internal static Task<RedisResult> AskAsync(IConnectionMultiplexer connection, IServer server, string command, string argument)
    {
#if MODERN_REDIS
        return server.ExecuteAsync(command, argument);
#else
        _ = server;
        return connection.GetDatabase().ExecuteAsync(command, [argument], CommandFlags.DemandMaster);
#endif
    }

    internal static bool IsMaster(IServer server) =>
#if MODERN_REDIS
        server is { IsConnected: true, IsReplica: false };
#else
        server is { IsConnected: true, IsSlave: false };
#endif
}
