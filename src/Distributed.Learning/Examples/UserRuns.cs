using System.Runtime.CompilerServices;

namespace Distributed.Learning;

/// <summary>Arranges blocks into runs by user, one after the other; keeps its memory between blocks. Used by one thread.</summary>
internal sealed class UserRuns(RowIndex users)
{
    private readonly int[] _next = new int[users.Rows];

    /// <summary>Takes a block out of the buckets.</summary>
    internal RatingColumns Take(ItemBuckets buckets, int block)
    {
        Array.Clear(_next);
        buckets.CountUsers(block, _next);
        int[] firstRuns = FirstRuns();
        int count = buckets.Count(block);
        var columns = new RatingColumns
        {
            FirstRuns = firstRuns,
            RunUsers = GC.AllocateUninitializedArray<int>(firstRuns[^1]),
            RunStarts = GC.AllocateUninitializedArray<int>(firstRuns[^1] + 1),
            Items = GC.AllocateUninitializedArray<int>(count),
            Values = GC.AllocateUninitializedArray<float>(count),
        };
        Start(columns);
        buckets.MoveTo(block, _next, columns.Items, columns.Values);
        columns.OrderRepetitions();
        return columns;
    }

    private int[] FirstRuns()
    {
        var firstRuns = new int[users.FirstRows.Length];
        for (int shard = 0; shard < firstRuns.Length - 1; shard++)
        {
            Span<int> counts = _next.AsSpan(users.FirstRows[shard], users.FirstRows[shard + 1] - users.FirstRows[shard]);
            firstRuns[shard + 1] = firstRuns[shard] + counts.Length - counts.Count(0);
        }
        return firstRuns;
    }

    /// <summary>From counts to places: where each user's run starts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Start(RatingColumns columns)
    {
        int run = 0, place = 0;
        for (int user = 0; user < _next.Length; user++)
        {
            int count = _next[user];
            _next[user] = place;
            if (count == 0)
                continue;
            columns.RunUsers[run] = user;
            columns.RunStarts[run++] = place;
            place += count;
        }
        columns.RunStarts[run] = place;
    }
}
