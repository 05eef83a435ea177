namespace Distributed.Learning;

/// <summary>One example shard's ratings on their way: gathered by user, then sorted, then arranged by block. A rating is packed as item row above value bits.</summary>
internal sealed class UserRatings
{
    private readonly int _firstUser;
    private readonly int[] _starts;
    private readonly int[] _next;
    private readonly ulong[] _packed;

    internal UserRatings(RowIndex users, int shard, ReadOnlySpan<int> userCounts)
    {
        _firstUser = users.FirstRows[shard];
        _starts = new int[users.FirstRows[shard + 1] - _firstUser + 1];
        for (int user = 0; user < _starts.Length - 1; user++)
            _starts[user + 1] = checked(_starts[user] + userCounts[users.IdOf[_firstUser + user]]);
        _next = _starts.AsSpan(0, _starts.Length - 1).ToArray();
        _packed = new ulong[_starts[^1]];
    }

    internal void Add(int userRow, int itemRow, float value) =>
        _packed[_next[userRow - _firstUser]++] = ((ulong)(uint)itemRow << 32) | BitConverter.SingleToUInt32Bits(value);

    /// <summary>Puts every user's ratings in the order of item rows; equal items by value, so that the order they came in leaves no trace.</summary>
    internal void Sort()
    {
        for (int user = 0; user < _next.Length; user++)
            _packed.AsSpan(_starts[user], _starts[user + 1] - _starts[user]).Sort();
    }

    /// <summary>The sorted ratings, block by block and by user within.</summary>
    internal RatingShard ByBlock(ReadOnlySpan<int> firstItemRows)
    {
        int blocks = firstItemRows.Length - 1;
        var firstRuns = new int[blocks + 1];
        var firstRatings = new int[blocks + 1];
        foreach (Run run in new Runs(this, firstItemRows))
        {
            firstRuns[run.Block + 1]++;
            firstRatings[run.Block + 1] += run.Count;
        }
        for (int block = 0; block < blocks; block++)
        {
            firstRuns[block + 1] += firstRuns[block];
            firstRatings[block + 1] += firstRatings[block];
        }
        var shard = new RatingShard
        {
            FirstRuns = firstRuns,
            RunUsers = new int[firstRuns[^1]],
            RunStarts = new int[firstRuns[^1] + 1],
            Items = new int[_packed.Length],
            Values = new float[_packed.Length],
        };
        Place(shard, firstItemRows, firstRatings);
        return shard;
    }

    private void Place(RatingShard shard, ReadOnlySpan<int> firstItemRows, int[] nextRatings)
    {
        int[] nextRuns = [.. shard.FirstRuns];
        foreach (Run run in new Runs(this, firstItemRows))
        {
            int at = nextRatings[run.Block];
            int place = nextRuns[run.Block]++;
            shard.RunUsers[place] = _firstUser + run.User;
            shard.RunStarts[place] = at;
            foreach (ulong packed in _packed.AsSpan(run.Start, run.Count))
            {
                shard.Items[at] = (int)(packed >> 32);
                shard.Values[at++] = BitConverter.UInt32BitsToSingle((uint)packed);
            }
            nextRatings[run.Block] = at;
        }
        shard.RunStarts[^1] = _packed.Length;
    }

    /// <summary>One user's ratings in one block.</summary>
    private readonly record struct Run(int User, int Block, int Start, int Count);

    /// <summary>Walks the runs: users ascending, blocks ascending within a user.</summary>
    private ref struct Runs(UserRatings ratings, ReadOnlySpan<int> firstItemRows)
    {
        private readonly ReadOnlySpan<int> _firstItemRows = firstItemRows;
        private int _user = 0, _at = 0, _block = 0;

        public Run Current { get; private set; }

        public readonly Runs GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_at == ratings._packed.Length)
                return false;
            while (_at == ratings._starts[_user + 1])
            {
                _user++;
                _block = 0;
            }
            int end = ratings._starts[_user + 1], start = _at;
            while (_firstItemRows[_block + 1] <= (int)(ratings._packed[start] >> 32))
                _block++;
            ulong limit = (ulong)(uint)_firstItemRows[_block + 1] << 32;
            while (_at < end && ratings._packed[_at] < limit)
                _at++;
            Current = new(_user, _block, start, _at - start);
            return true;
        }
    }
}
