namespace Redis.ParameterStore.Tests;

/// <summary>How a test's server is to run.</summary>
internal sealed record RedisServerOptions
{
    /// <summary>Null: a free one.</summary>
    internal int? Port { get; init; }

    internal string? Password { get; init; }

    internal bool AppendOnly { get; init; }

    /// <summary>Lines of an ACL file; null: none.</summary>
    internal IReadOnlyList<string>? Acl { get; init; }

    /// <summary>Bytes, with the policy; null: no limit.</summary>
    internal (long Bytes, string Policy)? MemoryMax { get; init; }

    /// <summary>Where it also listens, besides loopback; null: nowhere.</summary>
    internal string? FurtherAddress { get; init; }

    /// <summary>Port of the master; null: this is one.</summary>
    internal int? ReplicaOf { get; init; }

    /// <summary>Milliseconds after which a node of a cluster is given up; null: no cluster.</summary>
    internal int? ClusterNodeTimeout { get; init; }
}
