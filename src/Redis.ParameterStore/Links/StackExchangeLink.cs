using System.Net;
using StackExchange.Redis;

namespace Redis.ParameterStore;

/// <summary>A link over what StackExchange.Redis 1.2.6 and the newest share: values are arrays.</summary>
internal class StackExchangeLink : IRedisLink
{
    private static readonly TimeSpan _askPause = TimeSpan.FromMilliseconds(100);
    private readonly LaneConnection[] _lanes;
    private readonly RedisConnector? _connector;
    private readonly TimeProvider _time;
    private readonly WaitLane _waits;

    /// <param name="control">For small commands.</param>
    /// <param name="data">For values; may be the same.</param>
    /// <param name="connector">Makes further connections; null if the connections are the caller's own, which are left open.</param>
    /// <param name="time">The clock.</param>
    /// <param name="channelOf">How commands are put on a connection's wire.</param>
    protected StackExchangeLink(
        IConnectionMultiplexer control, IConnectionMultiplexer data, RedisConnector? connector, TimeProvider time, Func<IDatabase, CommandChannel> channelOf)
    {
        (_connector, _time) = (connector, time);
        var first = new LaneConnection(control, connector, channelOf, time);
        _lanes = [first, ReferenceEquals(control, data) ? first : new LaneConnection(data, connector, channelOf, time)];
        _waits = new WaitLane(() => Control, connector, MastersAsync, time);
    }

    /// <summary>A link with connections of its own: one for small commands, one for values.</summary>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    /// <exception cref="IOException">Nobody answers; the text names the endpoints.</exception>
    internal static async ValueTask<StackExchangeLink> OpenAsync(string connection, TimeProvider time, CancellationToken cancellationToken)
    {
        var connector = new RedisConnector(connection);
        (ConnectionMultiplexer control, ConnectionMultiplexer data) = await OpenBothAsync(connector, time, cancellationToken).ConfigureAwait(false);
        return new StackExchangeLink(control, data, connector, time, CommandChannel.Of);
    }

    /// <summary>A link over the caller's connection, which stays open.</summary>
    internal static StackExchangeLink Over(IConnectionMultiplexer connection, TimeProvider time) =>
        new(connection, connection, null, time, CommandChannel.Of);

    protected static async ValueTask<(ConnectionMultiplexer Control, ConnectionMultiplexer Data)> OpenBothAsync(
        RedisConnector connector, TimeProvider time, CancellationToken cancellationToken)
    {
        ConnectionMultiplexer control = await connector.OpenAsync(time, cancellationToken).ConfigureAwait(false);
        try
        {
            return (control, await connector.OpenAsync(time, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            control.Dispose();
            throw;
        }
    }

    public async ValueTask<BatchAnswer> SendAsync(Batch batch, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (Array.Exists(batch.Commands, command => command.Kind == CommandKind.Wait))
            return await _waits.SendAsync(batch, timeout, Describe, cancellationToken).ConfigureAwait(false);
        LaneConnection lane = _lanes[(int)batch.Lane];
        long sent = _time.GetTimestamp();
        var run = new BatchRun(lane.Channel, batch);
        BatchAnswer answer = await run.SendAsync(timeout, _time, Describe, cancellationToken).ConfigureAwait(false);
        if (answer.Status == BatchStatus.Ok)
            lane.Succeeded(batch.RouteKey);
        else if (!cancellationToken.IsCancellationRequested)
            lane.Failed(batch.RouteKey, sent);
        if (run.MastersMoved)
            lane.LookForMasters();
        return answer;
    }

    public async ValueTask<IAsyncDisposable> SubscribeAsync(string channel, Action<ReadOnlyMemory<byte>?> onMessage, CancellationToken cancellationToken)
    {
        try
        {
            return await ChannelSubscription.OpenAsync(_lanes[(int)Lane.Control], channel, onMessage, SendLimits.TimeoutBase, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            throw new IOException($"The channel {channel} cannot be listened to: {Describe(error)}");
        }
    }

    public async ValueTask<IReadOnlyList<RedisMaster>> MastersAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await NodesAsync(cancellationToken).ConfigureAwait(false) is { } nodes
                ? ClusterNodes.Masters(nodes)
                : [await SingleAsync(cancellationToken).ConfigureAwait(false)];
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            throw new IOException($"The masters are not to be had: {Describe(error)}");
        }
    }

    public ValueTask<string?> FindEvictingAsync(CancellationToken cancellationToken) => Eviction.FindAsync(Control, _time, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _waits.DisposeAsync().ConfigureAwait(false);
        foreach (LaneConnection lane in _lanes)
            await lane.DisposeAsync().ConfigureAwait(false);
    }

    private IConnectionMultiplexer Control => _lanes[(int)Lane.Control].Connection;

    /// <summary>The lines of a cluster's nodes; null: it is none.</summary>
    private async ValueTask<string?> NodesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync("CLUSTER", "NODES", cancellationToken).ConfigureAwait(false);
        }
        catch (RedisServerException error) when (error.Message.Contains("cluster support disabled", StringComparison.Ordinal) || error.Message.StartsWith("ERR unknown", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private async ValueTask<RedisMaster> SingleAsync(CancellationToken cancellationToken)
    {
        string info = await AskAsync("INFO", "replication", cancellationToken).ConfigureAwait(false);
        const string field = "connected_slaves:";
        string? line = info.Split('\n').FirstOrDefault(text => text.StartsWith(field, StringComparison.Ordinal));
        EndPoint? endpoint = Control.GetEndPoints().FirstOrDefault(e => LibraryDefaults.IsMaster(Control.GetServer(e)));
        return new RedisMaster(
            endpoint is null ? "?" : LinkErrors.Describe(endpoint), [(0, ClusterNodes.Slots - 1)], line is null ? 0 : int.Parse(line.AsSpan(field.Length).Trim()));
    }

    /// <summary>Asks any master, and again while there is no connection to one: it may just be coming back.</summary>
    private async Task<string> AskAsync(string command, string argument, CancellationToken cancellationToken)
    {
        long start = _time.GetTimestamp();
        while (true)
        {
            try
            {
                Task<RedisResult> asked = Control.GetDatabase().ExecuteAsync(command, [argument], CommandFlags.DemandMaster);
                return (string?)await asked.WaitAsync(SendLimits.TimeoutBase, _time, cancellationToken).ConfigureAwait(false) ?? "";
            }
            catch (RedisConnectionException) when (_time.GetElapsedTime(start) < SendLimits.TimeoutBase)
            {
                await Task.Delay(_askPause, _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private string Describe(Exception error)
    {
        string text = LinkErrors.Describe(error, _connector?.Secret);
        return $"Redis at {LinkErrors.Describe(Control.GetEndPoints(configuredOnly: true))}: {text}";
    }
}
