using System.Runtime.CompilerServices;

namespace Distributed.Learning;

/// <summary>How often each user and item occurs among some chunks of ratings.</summary>
internal sealed class RatingCounts(int users, int items)
{
    internal int[] Users { get; } = new int[users];

    internal int[] Items { get; } = new int[items];

    /// <summary>A rating whose ids are out of range; null if none was met.</summary>
    internal Rating? Stray { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Add(ReadOnlySpan<Rating> ratings)
    {
        int[] byUser = Users, byItem = Items;
        foreach (ref readonly Rating rating in ratings)
        {
            if ((uint)rating.User >= (uint)byUser.Length || (uint)rating.Item >= (uint)byItem.Length)
            {
                Stray = rating;
                return;
            }
            byUser[rating.User]++;
            byItem[rating.Item]++;
        }
    }

    /// <summary>Counts of one kind, over all.</summary>
    internal static int[] Sum(IReadOnlyList<int[]> counts)
    {
        int[] sum = [.. counts[0]];
        foreach (int[] more in counts.Skip(1))
            for (int id = 0; id < sum.Length; id++)
                sum[id] = checked(sum[id] + more[id]);
        return sum;
    }
}
