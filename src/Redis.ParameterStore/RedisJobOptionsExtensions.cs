using ParameterStore;
using StackExchange.Redis;

namespace Redis.ParameterStore;

/// <summary>Puts a job on Redis.</summary>
public static class RedisJobOptionsExtensions
{
    /// <summary>
    /// Trains with all processes that are started with the same options, job id and Redis. Each brings <see cref="JobOptions.Workers"/> workers; training
    /// begins when <see cref="RedisOptions.WorkersTotal"/> have come. Every process gets the same model.
    /// </summary>
    /// <typeparam name="T">A trainer's options.</typeparam>
    /// <param name="options">The options; <see cref="JobOptions.JobId"/> names the job in all processes.</param>
    /// <param name="connection">
    /// A connection string of StackExchange.Redis: <c>host:6379</c>, or several nodes of a cluster, with <c>user=…,password=…,ssl=true</c> as
    /// needed. It is never logged.
    /// </param>
    /// <param name="configure">Changes the defaults.</param>
    /// <returns><paramref name="options"/>.</returns>
    /// <exception cref="ArgumentException">An option is out of range; the message says which and what to do instead.</exception>
    public static T UseRedis<T>(this T options, string connection, Action<RedisOptions>? configure = null)
        where T : JobOptions
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(connection);
        options.Placement = new RedisPlacement(connection, Configured(configure));
        return options;
    }

    /// <summary>The same over a connection of the caller's, which stays open and serves small commands and large values alike.</summary>
    /// <inheritdoc cref="UseRedis{T}(T, string, Action{RedisOptions})"/>
    public static T UseRedis<T>(this T options, IConnectionMultiplexer connection, Action<RedisOptions>? configure = null)
        where T : JobOptions
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(connection);
        options.Placement = new RedisPlacement(connection, Configured(configure));
        return options;
    }

    private static RedisOptions Configured(Action<RedisOptions>? configure)
    {
        var redis = new RedisOptions();
        configure?.Invoke(redis);
        return redis;
    }
}
