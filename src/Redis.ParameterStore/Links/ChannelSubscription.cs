using StackExchange.Redis;

namespace Redis.ParameterStore;

/// <summary>Listens to one channel, and says when something may have been missed.</summary>
internal sealed class ChannelSubscription : IAsyncDisposable
{
    private readonly LaneConnection _lane;
    private readonly RedisChannel _channel;
    private readonly Action<ReadOnlyMemory<byte>?> _onMessage;
    private readonly Action<RedisChannel, RedisValue> _handler;
    private IConnectionMultiplexer _connection;
    private volatile bool _disposed;

    private ChannelSubscription(LaneConnection lane, string channel, Action<ReadOnlyMemory<byte>?> onMessage)
    {
        _lane = lane;
        _connection = lane.Connection;
        _channel = new RedisChannel(channel, RedisChannel.PatternMode.Literal);
        _onMessage = onMessage;
        _handler = (_, message) =>
        {
            if (!_disposed)
                onMessage((byte[])message!);
        };
    }

    internal static async ValueTask<ChannelSubscription> OpenAsync(
        LaneConnection lane, string channel, Action<ReadOnlyMemory<byte>?> onMessage, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        var subscription = new ChannelSubscription(lane, channel, onMessage);
        lane.Replaced += subscription.OnReplaced;
        try
        {
            await subscription.ListenAsync().WaitAsync(timeout, time, cancellationToken).ConfigureAwait(false);
            return subscription;
        }
        catch
        {
            await subscription.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        if (_disposed)
            return ValueTask.CompletedTask;
        _disposed = true;
        _lane.Replaced -= OnReplaced;
        _connection.ConnectionFailed -= OnConnection;
        _connection.ConnectionRestored -= OnConnection;
        try
        {
            _connection.GetSubscriber().Unsubscribe(_channel, _handler, CommandFlags.FireAndForget);
        }
        catch (Exception error) when (error is RedisException or ObjectDisposedException or NullReferenceException)
        {
            // Nobody is left to tell; 1.2.6 trips over a server that it has no connection to any more.
        }
        return ValueTask.CompletedTask;
    }

    private Task ListenAsync()
    {
        _connection.ConnectionFailed += OnConnection;
        _connection.ConnectionRestored += OnConnection;
        return _connection.GetSubscriber().SubscribeAsync(_channel, _handler);
    }

    // Also after a failure: the client library may listen through another server then, without a word.
    private void OnConnection(object? sender, ConnectionFailedEventArgs e) => _ = TellAsync(() => _connection.GetSubscriber().PingAsync());

    // The old connection is closed, and its handlers with it.
    private void OnReplaced(IConnectionMultiplexer connection)
    {
        _connection = connection;
        if (!_disposed)
            _ = TellAsync(ListenAsync);
    }

    private async Task TellAsync(Func<Task> listening)
    {
        try
        {
            // a ping goes behind the library's own SUBSCRIBE, so that what is read after the notice is not missed
            await listening().ConfigureAwait(false);
        }
        catch (Exception error) when (error is RedisException or TimeoutException or ObjectDisposedException or OperationCanceledException)
        {
            // still away: the next restored connection tells again
        }
        if (!_disposed)
            _onMessage(null);
    }
}
