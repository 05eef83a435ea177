namespace ParameterStore.Tests;

/// <summary>What a host leaves out of its grants, or a worker does against its host's word.</summary>
public enum PlantedHandover
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A seat is not told which example shards leave it.</summary>
    NamesNoLeavingShards,

    /// <summary>A seat is not told that an example shard was with another seat meanwhile.</summary>
    NamesNoHoldings,

    /// <summary>A worker pushes attempts that it was to give up.</summary>
    PushesAbortedWork,
}
