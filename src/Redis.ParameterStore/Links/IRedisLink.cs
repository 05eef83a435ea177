namespace Redis.ParameterStore;

/// <summary>
/// Carries batches to the servers: the one place where a Redis client library is spoken to. Two implementations: over what StackExchange.Redis
/// 1.2.6 and the newest share, and over the newest one with leased memory. Safe for concurrent use.
/// </summary>
internal interface IRedisLink : IAsyncDisposable
{
    /// <summary>
    /// Sends a batch to the master that holds the slot of its route key, and answers once all commands have. Never throws for what a server or
    /// network does: that is in the answer. MOVED and ASK are followed.
    /// </summary>
    /// <param name="batch">At most <see cref="RedisOptions.ChunkBytesMax"/> a value.</param>
    /// <param name="timeout">After which the outcome is unknown.</param>
    /// <param name="cancellationToken">Gives up waiting; the outcome is unknown.</param>
    ValueTask<BatchAnswer> SendAsync(Batch batch, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Listens to a channel. Messages may be lost; <paramref name="onMessage"/> is called on any thread, must not block, and is called with null after a reconnect.</summary>
    ValueTask<IAsyncDisposable> SubscribeAsync(string channel, Action<ReadOnlyMemory<byte>?> onMessage, CancellationToken cancellationToken);

    /// <summary>The masters, with the slots that each holds, in the order of their first slots; one with all slots if it is no cluster.</summary>
    ValueTask<IReadOnlyList<RedisMaster>> MastersAsync(CancellationToken cancellationToken);

    /// <summary>
    /// A server that drops keys when its memory is full, and by which rule; null: none does, or none says so, because the user has not the right to
    /// ask or the link does not.
    /// </summary>
    ValueTask<string?> FindEvictingAsync(CancellationToken cancellationToken) => new((string?)null);
}

/// <summary>A master and its slots.</summary>
/// <param name="Endpoint">Host and port, for people.</param>
/// <param name="Slots">Ranges of slots, both ends included.</param>
/// <param name="Replicas">How many replicas it has connected.</param>
internal sealed record RedisMaster(string Endpoint, IReadOnlyList<(int First, int Last)> Slots, int Replicas);
