using System.Globalization;

namespace Redis.ParameterStore;

/// <summary>
/// Every key and channel of one fit of a job. All that orders a job lies in one hash slot; blobs are spread over parameter shards.
/// </summary>
/// <remarks>docs/redis.md has the table of these names.</remarks>
internal sealed class KeyNames
{
    private readonly string _control;
    private readonly string[] _shards;

    /// <param name="prefix">What all keys begin with; ACL rules name it.</param>
    /// <param name="jobId">The job's name: letters, digits, dot, dash, underscore.</param>
    /// <param name="fit">Which fit of the job.</param>
    /// <param name="shardTags">For each parameter shard the text that puts its keys into its part of the ring.</param>
    internal KeyNames(string prefix, string jobId, int fit, IReadOnlyList<string> shardTags)
    {
        string fitNumber = fit.ToString(CultureInfo.InvariantCulture);
        _control = $"{prefix}{{{jobId}.{fitNumber}}}";
        _shards = [.. shardTags.Select(tag => $"{prefix}{{{jobId}.{fitNumber}:{tag}}}")];
        Head = $"{_control}:head";
        Log = $"{_control}:log";
        Manifest = $"{_control}:manifest";
        Channel = $"{_control}:records";
    }

    /// <summary>Hash: first record, chain, time, lease, members.</summary>
    internal string Head { get; }

    /// <summary>List: the records.</summary>
    internal string Log { get; }

    /// <summary>String: what the job is.</summary>
    internal string Manifest { get; }

    /// <summary>Channel: a record that was appended, or its number alone.</summary>
    internal string Channel { get; }

    internal int Shards => _shards.Length;

    /// <summary>A key of the parameter shard, for routing.</summary>
    internal string RouteOf(int shard) => _shards[shard];

    /// <summary>String: a piece of the job's state at a cursor.</summary>
    internal string Snapshot(long cursor, int member, int chunk) => string.Create(CultureInfo.InvariantCulture, $"{_control}:state:{cursor}.{member}:{chunk}");

    /// <summary>String: a piece of the update that a member pushed, as far as it touches a parameter shard.</summary>
    internal string Delta(int shard, int member, long number, int chunk) =>
        string.Create(CultureInfo.InvariantCulture, $"{_shards[shard]}:delta:{member}.{number}:{chunk}");

    /// <summary>String: a piece of the rows that an example shard owns, as a member pushed them.</summary>
    internal string Owned(int member, long number, int exampleShard, int chunk) =>
        string.Create(CultureInfo.InvariantCulture, $"{_shards[exampleShard % Shards]}:owned:{member}.{number}.{exampleShard}:{chunk}");

    /// <summary>String: a piece of a parameter shard's rows at a version.</summary>
    internal string Base(int shard, long generation, int member, int chunk) =>
        string.Create(CultureInfo.InvariantCulture, $"{_shards[shard]}:base:{generation}.{member}:{chunk}");

    /// <summary>String: a piece of what a member posted for the others under a name.</summary>
    internal string Posted(int member, long number, int chunk) =>
        string.Create(CultureInfo.InvariantCulture, $"{_shards[member % Shards]}:posted:{member}.{number}:{chunk}");
}
