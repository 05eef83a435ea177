using ParameterStore;

namespace Distributed.Learning;

/// <summary>One example shard's ratings, block by block, in columns.</summary>
internal sealed class RatingShard
{
    /// <summary>Where the block's runs start; blocks + 1 entries.</summary>
    internal required int[] FirstRuns { get; init; }

    /// <summary>Of every run its user row.</summary>
    internal required int[] RunUsers { get; init; }

    /// <summary>Of every run its first rating; runs + 1 entries.</summary>
    internal required int[] RunStarts { get; init; }

    /// <summary>Of every rating its item row.</summary>
    internal required int[] Items { get; init; }

    /// <summary>Of every rating its value.</summary>
    internal required float[] Values { get; init; }

    internal RatingBlock Block(int block, RowRange itemRows)
    {
        int first = FirstRuns[block], runs = FirstRuns[block + 1] - first;
        return new(RunUsers.AsSpan(first, runs), RunStarts.AsSpan(first, runs + 1), Items, Values, itemRows);
    }

    /// <summary>The values' sum, in the order in which they stand.</summary>
    internal double Sum()
    {
        double sum = 0;
        foreach (float value in Values)
            sum += value;
        return sum;
    }

    /// <summary>The squared distances of the values from <paramref name="mean"/>, in the order in which they stand.</summary>
    internal double SquaresAround(double mean)
    {
        double sum = 0;
        foreach (float value in Values)
            sum += (value - mean) * (value - mean);
        return sum;
    }

    internal void Subtract(double mean)
    {
        foreach (ref float value in Values.AsSpan())
            value = (float)(value - mean);
    }
}
