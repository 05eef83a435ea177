namespace Redis.ParameterStore;

/// <summary>Commands that go to one node in one go, in order: all keys have the hash slot of <paramref name="RouteKey"/>.</summary>
/// <param name="RouteKey">Says which node: the master that holds this key's slot.</param>
/// <param name="Lane">Which connection.</param>
/// <param name="Commands">At least one. Executed in order on one connection; not a transaction.</param>
internal sealed record Batch(string RouteKey, Lane Lane, params Command[] Commands)
{
    /// <summary>Bytes that go out and, as far as known, come back: what time-outs and limits are made of.</summary>
    internal long Bytes { get; init; }
}

/// <summary>Small commands never wait behind large values.</summary>
internal enum Lane
{
    /// <summary>Order, leases, beats: small values only.</summary>
    Control,

    /// <summary>Blobs.</summary>
    Data,
}
