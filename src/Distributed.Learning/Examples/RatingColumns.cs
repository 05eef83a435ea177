using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ParameterStore;

namespace Distributed.Learning;

/// <summary>All ratings of one block's items, in columns: example shard by example shard, user by user, item by item.</summary>
internal sealed class RatingColumns
{
    /// <summary>Of every example shard where its runs start; shards + 1 entries.</summary>
    internal required int[] FirstRuns { get; init; }

    /// <summary>Of every run its user row.</summary>
    internal required int[] RunUsers { get; init; }

    /// <summary>Of every run its first rating; runs + 1 entries.</summary>
    internal required int[] RunStarts { get; init; }

    /// <summary>Of every rating its item row.</summary>
    internal required int[] Items { get; init; }

    /// <summary>Of every rating its value.</summary>
    internal required float[] Values { get; init; }

    internal RatingBlock Of(int shard, RowRange itemRows)
    {
        int first = FirstRuns[shard], runs = FirstRuns[shard + 1] - first;
        return new(RunUsers.AsSpan(first, runs), RunStarts.AsSpan(first, runs + 1), Items, Values, itemRows);
    }

    /// <summary>A hash of all that is here.</summary>
    internal ulong Hash()
    {
        ulong hash = DataHash.Of<int>(FirstRuns, 0);
        hash = DataHash.Of<int>(RunUsers, hash);
        hash = DataHash.Of<int>(RunStarts, hash);
        hash = DataHash.Of<int>(Items, hash);
        return DataHash.Of<float>(Values, hash);
    }

    /// <summary>
    /// Gives the ratings of one item by one user an order in which the order of reading leaves no trace, nor do the values: if they rose, the
    /// last steps of training would be towards the highest.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void OrderRepetitions()
    {
        int run = 0;
        for (int at = 1; at < Items.Length; at++)
        {
            if (Items[at] != Items[at - 1])
                continue;
            while (RunStarts[run + 1] < at)
                run++;
            int first = at - 1, limit = RunStarts[run + 1];
            if (at == limit)
                continue;
            while (at < limit && Items[at] == Items[first])
                at++;
            Span<float> repeated = Values.AsSpan(first, at - first);
            repeated.Sort();
            Mix.Shuffle(repeated, Mix.Hash((uint)RunUsers[run], (uint)Items[first]));
        }
    }

    /// <summary>The values' sum, always in the same order.</summary>
    internal double Sum() => SumOf(0, squared: false);

    /// <summary>The sum of the values' squared distances from <paramref name="mean"/>, always in the same order.</summary>
    internal double SquaresAround(double mean) => SumOf(mean, squared: true);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Subtract(double mean)
    {
        foreach (ref float value in Values.AsSpan())
            value = (float)(value - mean);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double SumOf(double mean, bool squared)
    {
        Vector128<double> low = default, high = default, means = Vector128.Create(mean);
        int whole = Values.Length & ~3;
        for (int at = 0; at < whole; at += 4)
        {
            (Vector128<double> a, Vector128<double> b) = Vector128.Widen(Vector128.Create(Values, at));
            (a, b) = (a - means, b - means);
            low += squared ? a * a : a;
            high += squared ? b * b : b;
        }

        double sum = Vector128.Sum(low + high);
        foreach (float value in Values.AsSpan(whole))
            sum += squared ? (value - mean) * (value - mean) : value - mean;
        return sum;
    }
}
