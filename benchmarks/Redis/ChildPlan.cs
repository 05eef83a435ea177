using System.Globalization;
using ParameterStore;
using Redis.ParameterStore;

namespace Benchmarks;

/// <summary>What a child process is to do.</summary>
/// <param name="Way">raw, lua or ours; gate.</param>
/// <param name="Port">The server's.</param>
/// <param name="Job">Its name: one of a group of processes.</param>
/// <param name="Index">Which of the group.</param>
/// <param name="Processes">How many the group has, with a worker each.</param>
/// <param name="Block">Floats that each shares.</param>
/// <param name="Codec">float32 or int8.</param>
/// <param name="Policy">How workers wait for one another.</param>
internal sealed record ChildPlan(string Way, int Port, string Job, int Index, int Processes, int Block, string Codec, string Policy)
{
    public const string Verb = "redis-child";

    public static ChildPlan Parse(string[] words) => new(
        words[0], Number(words[1]), words[2], Number(words[3]), Number(words[4]), Number(words[5]), words[6], words[7]);

    public string[] ToWords() => [Verb, Way, Text(Port), Job, Text(Index), Text(Processes), Text(Block), Codec, Policy];

    /// <summary>Opens the job as any program does.</summary>
    public async Task<IJobHost> OpenAsync(int shards = 0)
    {
        var options = new BlockJobOptions { JobId = Job, Workers = 1, Synchronization = SyncPolicy.Parse(Policy) };
        options.UseRedis($"127.0.0.1:{Text(Port)}", redis =>
        {
            redis.WorkersTotal = Processes;
            redis.Coding = Codec == "int8" ? UpdateCoding.Int8 : UpdateCoding.Float32;
        });
        var manifest = new JobManifest(Job, 0, Math.Max(Processes, shards), 1, int.MaxValue / 2, 1, options.Synchronization, "blocks");
        return await options.Placement.OpenAsync(manifest, TimeProvider.System, default);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class BlockJobOptions : JobOptions;
}
