using StackExchange.Redis;

namespace Redis.ParameterStore.Tests;

/// <summary>A link over the caller's own connection to one server.</summary>
[Collection(OneRedisCollection.Name)]
public sealed class CallersConnectionLinkTests(OneRedis redis) : LinkTests
{
    internal override async Task<IRedisLink> OpenAsync() => new ClosingLink(await ConnectionMultiplexer.ConnectAsync(redis.Server.ConnectionString));

    internal override bool ComesBack => IsModern;

    internal override RedisServer ServerOf(string key) => redis.Server;

    [RedisFact]
    public async Task The_callers_connection_stays_open()
    {
        using ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(redis.Server.ConnectionString);
        await RedisLinks.Over(connection, TimeProvider.System).DisposeAsync();
        (await connection.GetDatabase().PingAsync()).Should().BePositive();
    }

    /// <summary>Plays the caller, who closes the connection at the end.</summary>
    private sealed class ClosingLink(ConnectionMultiplexer connection) : IRedisLink
    {
        private readonly IRedisLink _link = RedisLinks.Over(connection, TimeProvider.System);

        public ValueTask<BatchAnswer> SendAsync(Batch batch, TimeSpan timeout, CancellationToken cancellationToken) => _link.SendAsync(batch, timeout, cancellationToken);

        public ValueTask<IAsyncDisposable> SubscribeAsync(string channel, Action<ReadOnlyMemory<byte>?> onMessage, CancellationToken cancellationToken) =>
            _link.SubscribeAsync(channel, onMessage, cancellationToken);

        public ValueTask<IReadOnlyList<RedisMaster>> MastersAsync(CancellationToken cancellationToken) => _link.MastersAsync(cancellationToken);

        public async ValueTask DisposeAsync()
        {
            await _link.DisposeAsync();
            connection.Dispose();
        }
    }
}
