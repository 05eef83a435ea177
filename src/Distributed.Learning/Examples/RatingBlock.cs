using ParameterStore;

namespace Distributed.Learning;

/// <summary>
/// The ratings of one example shard's users for one block's items: a run of ratings a user, users ascending, items ascending within a run.
/// </summary>
public readonly ref struct RatingBlock
{
    internal RatingBlock(ReadOnlySpan<int> users, ReadOnlySpan<int> starts, ReadOnlySpan<int> items, ReadOnlySpan<float> values, RowRange itemRows)
    {
        Users = users;
        Starts = starts;
        Items = items;
        Values = values;
        ItemRows = itemRows;
    }

    /// <summary>Of every run its user's row; ascending, each user once.</summary>
    public ReadOnlySpan<int> Users { get; }

    /// <summary>Of every run where it starts in <see cref="Items"/> and <see cref="Values"/>, and last where the last one ends: runs + 1 entries.</summary>
    public ReadOnlySpan<int> Starts { get; }

    /// <summary>Item rows of the block's ratings of all example shards; this one's stand from <c>Starts[0]</c> to <c>Starts[^1]</c>.</summary>
    public ReadOnlySpan<int> Items { get; }

    /// <summary>Ratings, less the mean, beside <see cref="Items"/>.</summary>
    public ReadOnlySpan<float> Values { get; }

    /// <summary>The item rows that the block may touch.</summary>
    public RowRange ItemRows { get; }

    /// <summary>How many runs: users with a rating in the block.</summary>
    public int Runs => Users.Length;

    /// <summary>How many ratings.</summary>
    public int Count => Starts[^1] - Starts[0];

    /// <summary>Some runs of the block, to do it piecewise.</summary>
    public RatingBlock Slice(int firstRun, int runs) => new(Users.Slice(firstRun, runs), Starts.Slice(firstRun, runs + 1), Items, Values, ItemRows);
}
