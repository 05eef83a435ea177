using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>Where the newest committed rows of an example shard lie.</summary>
/// <param name="Shard">The example shard.</param>
/// <param name="Member">Who staged them.</param>
/// <param name="Number">The member's number for the update.</param>
/// <param name="Bytes">The blob's length.</param>
/// <param name="Version">The version with which they were committed, or the newest one when they were written back.</param>
internal readonly record struct OwnedPlace(int Shard, int Member, long Number, int Bytes, StoreVersion Version);
