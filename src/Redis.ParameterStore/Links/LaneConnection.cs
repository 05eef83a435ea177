using System.Collections.Concurrent;
using StackExchange.Redis;

namespace Redis.ParameterStore;

/// <summary>
/// The connection of a lane. Reconnecting is the client library's business; but a connection of our own that has answered nothing for a
/// while on one of its routes, though it counts as open, is replaced: the network may have swallowed it, and old libraries get stuck, as with
/// the slots of a master that became a replica, while the other masters answer.
/// </summary>
/// <param name="first">The connection to begin with.</param>
/// <param name="connector">Makes another; null if the connection is the caller's.</param>
/// <param name="channelOf">How commands are put on its wire.</param>
/// <param name="time">The clock.</param>
internal sealed class LaneConnection(
    IConnectionMultiplexer first, RedisConnector? connector, Func<IDatabase, CommandChannel> channelOf, TimeProvider time) : IAsyncDisposable
{
    /// <summary>How long nothing at all may be answered.</summary>
    private static readonly TimeSpan _silenceMax = TimeSpan.FromSeconds(3);

    /// <summary>How long to wait after a replacement, made or not, before the next.</summary>
    private static readonly TimeSpan _replacePause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _closed = new();
    private volatile Way _way = new(first, channelOf(first.GetDatabase()), new Reconfiguration(first, time));
    private readonly ConcurrentDictionary<string, long> _failingSince = new();
    private volatile bool _isFailing;
    private int _replacing;

    /// <summary>Raised, on any thread, with the connection that took the place of another.</summary>
    internal event Action<IConnectionMultiplexer>? Replaced;

    internal IConnectionMultiplexer Connection => _way.Connection;

    internal CommandChannel Channel => _way.Channel;

    /// <summary>A batch with a route key was answered.</summary>
    internal void Succeeded(string route)
    {
        if (!_isFailing)
            return;
        _failingSince.TryRemove(route, out _);
        _isFailing = !_failingSince.IsEmpty;
    }

    /// <summary>Servers changed their parts.</summary>
    internal void LookForMasters() => _way.Reconfiguration.Ask();

    /// <summary>The outcome of a batch is unknown that was sent at this time.</summary>
    internal void Failed(string route, long sent)
    {
        _way.Reconfiguration.Ask();
        long since = _failingSince.GetOrAdd(route, sent);
        _isFailing = true;
        bool silent = time.GetElapsedTime(since) >= _silenceMax;
        if (silent && connector is not null && !_closed.IsCancellationRequested && Interlocked.Exchange(ref _replacing, 1) == 0)
            _ = ReplaceAsync(connector);
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync().ConfigureAwait(false);
        if (connector is not null)
            await _way.Connection.CloseAsync(allowCommandsToComplete: false).ConfigureAwait(false);
    }

    private async Task ReplaceAsync(RedisConnector open)
    {
        try
        {
            ConnectionMultiplexer fresh = await open.OpenAsync(time, _closed.Token).ConfigureAwait(false);
            Way old = _way;
            _way = new Way(fresh, channelOf(fresh.GetDatabase()), new Reconfiguration(fresh, time));
            _failingSince.Clear();
            Replaced?.Invoke(fresh);
            // what still waits there has an unknown outcome
            await (_closed.IsCancellationRequested ? fresh : old.Connection).CloseAsync(allowCommandsToComplete: false).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // still away; an unknown outcome after the pause tries again
        }
        await Task.Delay(_replacePause, time, _closed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Volatile.Write(ref _replacing, 0);
    }

    private sealed record Way(IConnectionMultiplexer Connection, CommandChannel Channel, Reconfiguration Reconfiguration);
}
