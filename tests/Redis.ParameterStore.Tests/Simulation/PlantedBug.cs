namespace Redis.ParameterStore.Tests;

/// <summary>A mistake that a simulated world makes on purpose, to show that a checker sees it.</summary>
internal enum PlantedBug
{
    None,

    /// <summary>append.lua takes a repeated record as a new one.</summary>
    NoDeduplication,

    /// <summary>append.lua and lease.lua let in whoever once held the lease, and hand it out while another holds it.</summary>
    UnfencedLease,

    /// <summary>append.lua takes the server's clock as it is, though a failover set it back.</summary>
    ClockMovedBack,

    /// <summary>The compactor unlinks what a base will cover before the base is in the log.</summary>
    UnlinksFirst,

    /// <summary>An update is committed though one of its blobs is not staged.</summary>
    CommitsEarly,

    /// <summary>Who takes a shard over begins one block too far.</summary>
    WrongBlock,

    /// <summary>Who comes to a job that has a base is without the state that folds keep beside its rows.</summary>
    StateNotInBase,
}
