using ParameterStore;
using Redis.ParameterStore;
using Redis.ParameterStore.Tests;

namespace Microsoft.ML.Distributed.Tests;

/// <summary>
/// A job over a real Redis whose processes are threads of the test: each with a trainer, a connection and data of its own, so that nothing but the
/// server is between them.
/// </summary>
internal sealed class RedisJob(RedisServer server, string name)
{
    internal static MatrixFactorizationOptions Options() => new()
    {
        MatrixColumnIndexColumnName = "Column",
        MatrixRowIndexColumnName = "Row",
        Rank = 4,
        Epochs = 4,
        ClocksPerEpoch = 3,
        Workers = 1,
        Seed = 1,
        Synchronization = SyncPolicy.BulkSynchronous,
        Quiet = true,
    };

    /// <summary>One process of the job with two workers in all.</summary>
    internal MatrixFactorizationOptions Process(Action<MatrixFactorizationOptions>? change = null, int workersTotal = 2)
    {
        MatrixFactorizationOptions options = Join(Options(), workersTotal);
        change?.Invoke(options);
        return options;
    }

    /// <summary>Makes a process of the job of any trainer's options.</summary>
    internal T Join<T>(T options, int workersTotal = 2)
        where T : JobOptions
    {
        options.JobId = name;
        return options.UseRedis(server.ConnectionString, redis => redis.WorkersTotal = workersTotal);
    }

    /// <summary>What a fit comes to: all factors of the model.</summary>
    internal static float[] Fit(MatrixFactorizationOptions options, IDataView data)
    {
        var model = new MLContext().Distributed().MatrixFactorization(options).Fit(data).Model;
        return [.. model.LeftFactorMatrix, .. model.RightFactorMatrix];
    }

    /// <summary>Runs a process's work on a thread of its own.</summary>
    internal static Task<T> Start<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Waits until some process has entered a fit.</summary>
    internal Task EnteredAsync(int fit = 0) => Until.TrueAsync(
        () =>
        {
            using ServerConsole console = server.Connect();
            return (long)console.Send("EXISTS", $"mlnet:{{{name}.{fit}}}:head")! == 1;
        },
        $"a process enters job {name}");
}
