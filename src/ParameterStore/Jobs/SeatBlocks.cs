namespace ParameterStore;

/// <summary>What a seat does in a clock, as the assignment of example shards says.</summary>
/// <param name="Blocks">The next block of every example shard that the seat holds.</param>
/// <param name="Holdings">For each of them which holding of its example shard it is part of.</param>
/// <param name="HandsOver">Those of their example shards, ascending, that go to another seat when the clock has ended.</param>
public readonly record struct SeatBlocks(ReadOnlyMemory<BlockId> Blocks, ReadOnlyMemory<int> Holdings, ReadOnlyMemory<int> HandsOver);
