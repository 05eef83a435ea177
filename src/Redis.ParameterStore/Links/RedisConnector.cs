using System.Net;
using StackExchange.Redis;

namespace Redis.ParameterStore;

/// <summary>Opens connections as a connection string says. Errors name the endpoints and never hold the string, which may have a password in it.</summary>
internal sealed class RedisConnector
{
    /// <summary>What connections are called in CLIENT LIST, unless the connection string names them.</summary>
    internal const string ClientName = "mlnet-distributed";

    private readonly ConfigurationOptions _options;

    /// <exception cref="ArgumentException">The string cannot be read.</exception>
    internal RedisConnector(string connection)
    {
        try
        {
            _options = ConfigurationOptions.Parse(connection);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or OverflowException)
        {
            // Not the client library's text, which may quote a part of a password with a comma in it.
            throw new ArgumentException(
                "The Redis connection string cannot be read; it is like \"host:6379,password=…,ssl=true\", as StackExchange.Redis documents it.", nameof(connection));
        }
        if (_options.EndPoints.Count == 0)
            throw new ArgumentException("The Redis connection string names no host; it is like \"host:6379\".", nameof(connection));
        _options.SetDefaultPorts();
        _options.ClientName ??= ClientName;
        // Scripts publish, and know no prefix.
        _options.ChannelPrefix = default;
        // The first connection is made or refused with a reason; later ones come back by themselves.
        _options.AbortOnConnectFail = true;
        LibraryDefaults.Set(_options);
    }

    /// <summary>The endpoints of the string, for people.</summary>
    internal string Endpoints => LinkErrors.Describe(_options.EndPoints);

    /// <summary>What texts must not hold.</summary>
    internal string? Secret => _options.Password;

    /// <exception cref="IOException">Nobody answers there, or refuses; the text names the endpoints.</exception>
    internal Task<ConnectionMultiplexer> OpenAsync(TimeProvider time, CancellationToken cancellationToken) =>
        OpenAsync(_options.Clone(), time, cancellationToken);

    /// <summary>Connections to one server alone, wherever it sends us: without a map of the cluster and without channels.</summary>
    /// <exception cref="IOException">Nobody answers there, or refuses; the text names the endpoint.</exception>
    internal Task<ConnectionMultiplexer> OpenNodeAsync(EndPoint node, TimeProvider time, CancellationToken cancellationToken)
    {
        ConfigurationOptions options = _options.Clone();
        options.EndPoints.Clear();
        options.EndPoints.Add(node);
        options.TieBreaker = "";
        options.CommandMap = CommandMap.Create(["CLUSTER", "INFO", "CONFIG", "SUBSCRIBE", "PSUBSCRIBE", "SENTINEL"], available: false);
        return OpenAsync(options, time, cancellationToken);
    }

    private async Task<ConnectionMultiplexer> OpenAsync(ConfigurationOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // The library gives up by itself; twice its time, for a machine that stands still meanwhile.
        TimeSpan patience = TimeSpan.FromMilliseconds(2 * (1L + options.ConnectRetry) * options.ConnectTimeout);
        Task<ConnectionMultiplexer> opening = ConnectionMultiplexer.ConnectAsync(options);
        try
        {
            ConnectionMultiplexer opened = await opening.WaitAsync(patience, time, cancellationToken).ConfigureAwait(false);
            LibraryDefaults.Set(opened);
            return opened;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            CloseLate(opening);
            throw new IOException(
                $"No Redis can be used at {LinkErrors.Describe(options.EndPoints)}: {LinkErrors.Describe(error, Secret)} Check the address, the password and whether TLS is needed.");
        }
        catch
        {
            CloseLate(opening);
            throw;
        }
    }

    private static void CloseLate(Task<ConnectionMultiplexer> opening) =>
        opening.ContinueWith(
            static task => { if (task.IsCompletedSuccessfully) task.Result.Dispose(); else _ = task.Exception; },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
