using System.Collections.Concurrent;
using System.Net;
using StackExchange.Redis;

namespace Redis.ParameterStore;

/// <summary>
/// Sends batches that wait for replicas. WAIT speaks of its own connection only, so such a batch goes to one server on a connection of
/// its lane that follows nobody; and it holds no other commands up.
/// </summary>
internal sealed class WaitLane(
    Func<IConnectionMultiplexer> shared, RedisConnector? connector, Func<CancellationToken, ValueTask<IReadOnlyList<RedisMaster>>> mastersAsync, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);
    private readonly ConcurrentDictionary<(string Endpoint, Lane Lane), Lazy<Task<Node>>> _nodes = new();
    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<RedisMaster>? _masters;

    /// <summary>As <see cref="IRedisLink.SendAsync"/>. When the slot lies elsewhere by now, the whole batch is sent again there.</summary>
    internal async ValueTask<BatchAnswer> SendAsync(Batch batch, TimeSpan timeout, Func<Exception, string> describe, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        BatchAnswer answer;
        bool again;
        do
        {
            again = false;
            try
            {
                (string endpoint, CommandChannel channel) = await FindAsync(batch, cancellationToken).ConfigureAwait(false);
                var run = new BatchRun(channel, batch);
                TimeSpan left = timeout - time.GetElapsedTime(start);
                answer = await run.SendAsync(left, time, describe, cancellationToken).ConfigureAwait(false);
                if (run.Redirected || run.MastersMoved || answer.Status == BatchStatus.Unknown)
                    Forget(endpoint, batch.Lane);
                again = run.Redirected && time.GetElapsedTime(start) + _pause < timeout;
                if (again)
                    await Task.Delay(_pause, time, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or RedisException or ArgumentException or OperationCanceledException or ObjectDisposedException)
            {
                answer = new BatchAnswer(BatchStatus.Unknown, [], describe(error));
            }
        }
        while (again);
        return answer;
    }

    public ValueTask DisposeAsync()
    {
        _closed.Cancel();
        foreach ((string endpoint, Lane lane) in _nodes.Keys)
            Forget(endpoint, lane);
        return ValueTask.CompletedTask;
    }

    private async ValueTask<(string Endpoint, CommandChannel Channel)> FindAsync(Batch batch, CancellationToken cancellationToken)
    {
        IReadOnlyList<RedisMaster> masters = _masters ??= await mastersAsync(cancellationToken).ConfigureAwait(false);
        int slot = Math.Max(0, shared().HashSlot(batch.RouteKey));
        string endpoint = masters.FirstOrDefault(master => master.Slots.Any(range => range.First <= slot && slot <= range.Last))?.Endpoint ?? "";
        if (endpoint.Length == 0)
        {
            _masters = null;
            throw new IOException($"No master holds slot {slot}.");
        }
        Lazy<Task<Node>> node = _nodes.GetOrAdd((endpoint, batch.Lane), _ => new(() => OpenAsync(endpoint)));
        try
        {
            return (endpoint, (await node.Value.WaitAsync(cancellationToken).ConfigureAwait(false)).Channel);
        }
        catch (Exception error) when (error is IOException or ArgumentException)
        {
            Forget(endpoint, batch.Lane);
            throw;
        }
    }

    private async Task<Node> OpenAsync(string endpoint)
    {
        if (connector is null)
            return new Node(LibraryDefaults.NodeChannel(shared(), EndPointOf(endpoint)), null);
        ConnectionMultiplexer connection = await connector.OpenNodeAsync(EndPointOf(endpoint), time, _closed.Token).ConfigureAwait(false);
        IDatabase database = connection.GetDatabase();
        return new Node(new CommandChannel((name, arguments) => database.ExecuteAsync(name, arguments, CommandFlags.NoRedirect)), connection);
    }

    // Who else waits on that connection sends again.
    private void Forget(string endpoint, Lane lane)
    {
        _masters = null;
        if (_nodes.TryRemove((endpoint, lane), out Lazy<Task<Node>>? node))
            node.Value.ContinueWith(
                static task => { if (task.IsCompletedSuccessfully) task.Result.Connection?.Dispose(); else _ = task.Exception; },
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    internal static EndPoint EndPointOf(string endpoint)
    {
        if (IPEndPoint.TryParse(endpoint, out IPEndPoint? address))
            return address;
        int colon = endpoint.LastIndexOf(':');
        return new DnsEndPoint(endpoint[..colon], int.Parse(endpoint.AsSpan(colon + 1)));
    }

    private sealed record Node(CommandChannel Channel, ConnectionMultiplexer? Connection);
}
