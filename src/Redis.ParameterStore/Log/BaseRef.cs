using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>All shared rows at one version, as blobs.</summary>
/// <param name="Version">The version.</param>
/// <param name="Generation">Rises with every base. Its upper half numbers the history of commits that the base is of: another after each restore.</param>
/// <param name="Member">Who wrote it; names the blobs with the generation, so that two coordinators never write under one name.</param>
/// <param name="Bytes">For every parameter shard its blob's length.</param>
/// <param name="Hashes">For every parameter shard its blob's hash.</param>
internal sealed record BaseRef(StoreVersion Version, long Generation, int Member, int[] Bytes, ulong[] Hashes)
{
    private const int HistoryShift = 32;

    /// <summary>The history of commits that it is of; that of a store that was never restored is 0.</summary>
    internal long History => Generation >> HistoryShift;

    /// <summary>The first generation of a history, under which a member may begin it more than once.</summary>
    internal static long FirstOf(long history, int attempt) => (history << HistoryShift) + attempt;
}
