using System.Globalization;
using ParameterStore;
using StackExchange.Redis;

namespace Redis.ParameterStore;

/// <summary>A job of many processes, over Redis, Valkey or Redis Cluster.</summary>
internal sealed class RedisPlacement : JobPlacement
{
    private const int JobIdLengthMax = 100;

    private readonly Func<TimeProvider, CancellationToken, ValueTask<IRedisLink>> _open;
    private readonly RedisOptions _options;

    internal RedisPlacement(string connection, RedisOptions options)
        : this((time, cancel) => RedisLinks.OpenAsync(connection, time, cancel), options)
    {
    }

    internal RedisPlacement(IConnectionMultiplexer connection, RedisOptions options)
        : this((time, _) => new(RedisLinks.Over(connection, time)), options)
    {
    }

    internal RedisPlacement(Func<TimeProvider, CancellationToken, ValueTask<IRedisLink>> open, RedisOptions options)
    {
        options.Validate();
        (_open, _options) = (open, options);
    }

    public override int TotalWorkers(int local) => Math.Max(local, _options.WorkersTotal ?? local);

    public override async ValueTask<IJobHost> OpenAsync(JobManifest manifest, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(time);
        cancellationToken.ThrowIfCancellationRequested();
        manifest.Validate();
        CheckJobId(manifest.JobId);
        SyncTraits traits = manifest.Policy.Create().Traits;
        StoreNeeds.Check(manifest.Policy.ToString(), traits, nameof(RedisParameterStore), StoreTraits.Weights | StoreTraits.ExactPull);
        int local = manifest.Workers;
        CheckWorkers(manifest, local);
        JobManifest whole = manifest with { Workers = Math.Min(TotalWorkers(local), manifest.Shards) };

        IRedisLink link = await _open(time, cancellationToken).ConfigureAwait(false);
        try
        {
            if (await link.FindEvictingAsync(cancellationToken).ConfigureAwait(false) is { } evicting)
                throw new RedisRefusedException($"Job '{whole.JobId}', fit {whole.Fit}: {evicting}; a job needs all its keys. Set maxmemory-policy noeviction there, or use another Redis.");
            int shards = _options.ParameterShards ?? (await FirstAnswer.OfAsync(
                () => link.MastersAsync(cancellationToken), _options.RedisTimeout, time, cancellationToken).ConfigureAwait(false)).Count;
            var keys = new KeyNames(_options.KeyPrefix, whole.JobId, whole.Fit, HashSlots.Spread(whole.JobId, whole.Fit, shards));
            int processes = (whole.Workers + local - 1) / local;
            NodeSettings settings = _options.ToSettings(traits, processes);
            var node = new JobNode(keys, settings, whole, ManifestText.Of(whole, shards), Who(), local);
            NodeRunner runner = await NodeRunner.StartAsync(link, node, time, cancellationToken).ConfigureAwait(false);
            if (whole.HasDefaultName && node.Replica.StoppedAt is not null)
                throw await RefuseEndedAsync(runner, whole).ConfigureAwait(false);
            return new RedisHost(runner, whole, time);
        }
        catch
        {
            await link.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Machine and process, for people.</summary>
    internal static string Who() =>
        string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName} process {Environment.ProcessId} ({Guid.NewGuid().ToString("n")[..8]})");

    /// <summary>A process that is late gets the ended job's model; but who named no job may well mean another.</summary>
    private async ValueTask<InvalidOperationException> RefuseEndedAsync(NodeRunner runner, JobManifest manifest)
    {
        await runner.DisposeAsync().ConfigureAwait(false);
        return new($"A job '{manifest.JobId}' with the same options and data has ended here not long ago, and its keys are kept for {_options.KeepEnded}. Set JobId: its own for a new training, the same in all its processes; with that of an ended job its model comes back.");
    }

    private void CheckWorkers(JobManifest manifest, int local)
    {
        if (manifest.DataPlacement == DataPlacement.Local && _options.WorkersTotal is null)
            throw new ArgumentException($"DataPlacement is {nameof(DataPlacement.Local)}, so every process must know when all data are there: set WorkersTotal to the number of workers of all processes together.", nameof(manifest));
        if (_options.WorkersTotal < local)
            throw new ArgumentException($"WorkersTotal is {_options.WorkersTotal}, but this process alone brings {local} workers; raise WorkersTotal to the number of all processes' workers, or set Workers.", nameof(manifest));
    }

    private static void CheckJobId(string jobId)
    {
        if (jobId.Length > JobIdLengthMax || jobId.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_')))
            throw new ArgumentException($"The job id '{jobId}' becomes a part of Redis keys: use up to {JobIdLengthMax} letters, digits, dots, dashes and underscores.", nameof(jobId));
    }
}
