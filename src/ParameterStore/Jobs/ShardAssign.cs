namespace ParameterStore;

/// <summary>An entry of the assignment log: from a block on, counted over all epochs, an example shard is a seat's.</summary>
internal readonly record struct ShardAssign(int Shard, int Seat, int FromBlock);
