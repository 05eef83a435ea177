#if MODERN_REDIS
using StackExchange.Redis;

namespace Redis.ParameterStore;

/// <summary>A link over a modern StackExchange.Redis: values are read into pooled memory and sent from where they lie.</summary>
internal sealed class LeasedStackExchangeLink : StackExchangeLink
{
    private LeasedStackExchangeLink(IConnectionMultiplexer control, IConnectionMultiplexer data, RedisConnector? connector, TimeProvider time)
        : base(control, data, connector, time, database => new LeasedChannel(database))
    {
    }

    /// <inheritdoc cref="StackExchangeLink.OpenAsync"/>
    internal static new async ValueTask<StackExchangeLink> OpenAsync(string connection, TimeProvider time, CancellationToken cancellationToken)
    {
        var connector = new RedisConnector(connection);
        (ConnectionMultiplexer control, ConnectionMultiplexer data) = await OpenBothAsync(connector, time, cancellationToken).ConfigureAwait(false);
        return new LeasedStackExchangeLink(control, data, connector, time);
    }

    /// <inheritdoc cref="StackExchangeLink.Over"/>
    internal static new StackExchangeLink Over(IConnectionMultiplexer connection, TimeProvider time) =>
        new LeasedStackExchangeLink(connection, connection, null, time);
}
#endif
