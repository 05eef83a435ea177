using StackExchange.Redis;

namespace Redis.ParameterStore;

/// <summary>Opens the best link that the client library allows.</summary>
internal static class RedisLinks
{
    /// <inheritdoc cref="StackExchangeLink.OpenAsync"/>
    internal static async ValueTask<IRedisLink> OpenAsync(string connection, TimeProvider time, CancellationToken cancellationToken) =>
#if MODERN_REDIS
        await LeasedStackExchangeLink.OpenAsync(connection, time, cancellationToken).ConfigureAwait(false);
#else
        await StackExchangeLink.OpenAsync(connection, time, cancellationToken).ConfigureAwait(false);
#endif

    /// <inheritdoc cref="StackExchangeLink.Over"/>
    internal static IRedisLink Over(IConnectionMultiplexer connection, TimeProvider time) =>
#if MODERN_REDIS
        LeasedStackExchangeLink.Over(connection, time);
#else
        StackExchangeLink.Over(connection, time);
#endif
}
