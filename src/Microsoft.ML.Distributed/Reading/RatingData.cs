using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>What was read from a view.</summary>
/// <param name="Ratings">The ratings, in chunks of no particular order: 12 bytes each.</param>
/// <param name="HeldOut">The ratings held out to measure the loss on.</param>
internal sealed record RatingData(IReadOnlyList<ReadOnlyMemory<Rating>> Ratings, IReadOnlyList<ReadOnlyMemory<Rating>> HeldOut);
