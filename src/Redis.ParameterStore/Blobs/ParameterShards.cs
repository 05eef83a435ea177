using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>Which rows of a shared table lie in which parameter shard: contiguous runs whose lengths differ by at most one.</summary>
internal static class ParameterShards
{
    /// <summary>The rows of a table that lie in a parameter shard.</summary>
    internal static RowRange RowsOf(int shard, int shards, int rows) =>
        new((int)((long)shard * rows / shards), (int)((shard + 1L) * rows / shards));
}
