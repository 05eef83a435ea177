namespace Redis.ParameterStore.Tests;

/// <summary>A link that can be cut: then nothing goes out, nothing comes in, and nobody is told.</summary>
internal sealed class CuttableLink(IRedisLink inner) : IRedisLink
{
    private readonly List<Action<ReadOnlyMemory<byte>?>> _listeners = [];
    private volatile bool _isCut;

    internal static async ValueTask<CuttableLink> OpenAsync(string connection, TimeProvider time, CancellationToken cancellationToken) =>
        new(await RedisLinks.OpenAsync(connection, time, cancellationToken));

    internal void Cut() => _isCut = true;

    internal void Mend()
    {
        _isCut = false;
        lock (_listeners)
            _listeners.ForEach(listener => listener(null));
    }

    public async ValueTask<BatchAnswer> SendAsync(Batch batch, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (_isCut)
            return new(BatchStatus.Unknown, [], "The link is cut.");
        BatchAnswer answer = await inner.SendAsync(batch, timeout, cancellationToken);
        return _isCut ? new(BatchStatus.Unknown, [], "The link was cut before the answer came.") : answer;
    }

    public ValueTask<IAsyncDisposable> SubscribeAsync(string channel, Action<ReadOnlyMemory<byte>?> onMessage, CancellationToken cancellationToken)
    {
        lock (_listeners)
            _listeners.Add(onMessage);
        return inner.SubscribeAsync(channel, message => { if (!_isCut) onMessage(message); }, cancellationToken);
    }

    public ValueTask<IReadOnlyList<RedisMaster>> MastersAsync(CancellationToken cancellationToken) => inner.MastersAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
