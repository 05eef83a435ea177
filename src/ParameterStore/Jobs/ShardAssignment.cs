using System.Runtime.InteropServices;

namespace ParameterStore;

/// <summary>
/// Which seat works on which example shard, and on which of its blocks. In a clock a seat does the next block of every example shard that it
/// holds. A shard changes hands only between blocks: from the first of its blocks that was not pushed or skipped, and not before its pushed
/// ones are in the store, since what it owns is read from there. It leaves a living seat that began on it only with the end of a clock whose
/// grant said so, so that the seat has written what the shard owns. Where processes have only their own examples, every shard has a home, and only
/// seats of that home ever hold it.
/// </summary>
internal sealed partial class ShardAssignment
{
    private const int Nobody = -1;

    private readonly int _blocksPerShard;
    private readonly int _blocksPerEpoch;
    private readonly int[] _homeOf;
    private readonly int _homes;
    private readonly int[] _holder;
    private readonly int[] _movesTo;
    private readonly int[] _next;
    private readonly int[] _undecided;
    private readonly bool[] _isSettling;

    // How often the shard was given out, or its holder's work discarded: names its present holding.
    private readonly int[] _holding;

    // Whether work on it was discarded since its holder took a block of it.
    private readonly bool[] _isTakenBack;

    // Whether its present holder began a block of it, and so has rows that the store may lack.
    private readonly bool[] _isBegun;

    // Whether the holder's clock in hand was granted with the word that the shard goes when it ends.
    private readonly bool[] _isNamed;
    private readonly List<SeatWork> _seats = [];
    private readonly List<ShardAssign> _log = [];

    /// <summary>
    /// Seats 0 … <paramref name="seats"/> − 1 get contiguous runs whose lengths differ by at most one; if there are several homes, nobody gets any before it
    /// joins.
    /// </summary>
    public ShardAssignment(int shards, int epochs, int blocksPerEpoch, int seats, params IReadOnlyList<int> homeShards)
    {
        _blocksPerShard = checked(epochs * blocksPerEpoch);
        _blocksPerEpoch = blocksPerEpoch;
        _homeOf = new int[shards];
        _homes = Math.Max(1, homeShards.Count);
        for (int home = 1; home < _homes; home++)
            _homeOf.AsSpan(homeShards[home]).Fill(home);
        _holder = new int[shards];
        _movesTo = new int[shards];
        _next = new int[shards];
        _undecided = new int[shards];
        _isSettling = new bool[shards];
        _holding = new int[shards];
        _isTakenBack = new bool[shards];
        _isBegun = new bool[shards];
        _isNamed = new bool[shards];
        _movesTo.AsSpan().Fill(Nobody);
        if (_homes > 1)
            _holder.AsSpan().Fill(Nobody);
        for (int seat = 0; _homes == 1 && seat < seats; seat++)
        {
            _seats.Add(new() { IsPresent = true });
            int end = (int)((seat + 1L) * shards / seats);
            for (int shard = (int)((long)seat * shards / seats); shard < end; shard++)
                Give(shard, seat);
        }
    }

    /// <summary>Who got which shard from which block on, in order.</summary>
    public IReadOnlyList<ShardAssign> Log => _log;

    /// <summary>Whether there is a block that the seat could take now.</summary>
    public bool HasWork(int seat)
    {
        for (int shard = 0; shard < _holder.Length; shard++)
            if (CanTake(seat, shard))
                return true;
        return false;
    }

    private bool CanTake(int seat, int shard) => _holder[shard] == seat && _next[shard] < _blocksPerShard && !_isSettling[shard];

    /// <summary>The seat starts on the next block of every shard that it holds. The memory is reused by its next call.</summary>
    public SeatBlocks Take(int seat)
    {
        ref SeatWork work = ref Work(seat);
        work.Clear();
        for (int shard = 0; shard < _holder.Length; shard++)
        {
            if (CanTake(seat, shard))
            {
                _holding[shard] += _isTakenBack[shard] ? 1 : 0;
                _isTakenBack[shard] = false;
                _isBegun[shard] = true;
                _isNamed[shard] = _movesTo[shard] != Nobody;
                PutInHand(ref work, shard);
            }
        }

        return work.Taken;
    }

    private void PutInHand(ref SeatWork work, int shard) =>
        work.Add(BlockId.FromNumber(shard, _next[shard], _blocksPerEpoch), _holding[shard], _isNamed[shard]);

    /// <summary>What the seat took last and has not finished.</summary>
    public SeatBlocks Taken(int seat) => Work(seat).Taken;

    /// <summary>The blocks that the seat has taken and not finished.</summary>
    public ReadOnlySpan<BlockId> InHand(int seat) => Work(seat).Blocks;

    /// <summary>The seat's blocks in hand are pushed or skipped. If it is still to be decided on them, <see cref="Decided"/> follows.</summary>
    /// <returns>Whether shards went to other seats by this.</returns>
    public bool Finish(int seat, bool isUndecided)
    {
        ref SeatWork work = ref Work(seat);
        bool moved = false;
        foreach (BlockId block in work.Blocks)
        {
            _next[block.Shard]++;
            _undecided[block.Shard] += isUndecided ? 1 : 0;
            moved |= _isNamed[block.Shard] && Move(block.Shard);
            _isNamed[block.Shard] = false;
        }

        work.Clear();
        return moved;
    }

    /// <summary>Blocks that were pushed are in the store, or discarded.</summary>
    /// <returns>Whether that lets a new holder of their shards begin.</returns>
    public bool Decided(ReadOnlySpan<BlockId> blocks)
    {
        bool begins = false;
        foreach (BlockId block in blocks)
        {
            if (--_undecided[block.Shard] > 0)
                continue;
            begins |= _isSettling[block.Shard];
            _isSettling[block.Shard] = false;
        }

        return begins;
    }

    /// <summary>Pushed blocks were discarded: their shards' holder has to read what they own anew, as if it had just come to hold them.</summary>
    public void Discarded(ReadOnlySpan<BlockId> blocks)
    {
        foreach (BlockId block in blocks)
            _isTakenBack[block.Shard] = true;
    }

    /// <summary>A seat that was not there before gets those shards of its home that nobody holds, and some from the richest seats of it.</summary>
    /// <param name="seat">Who.</param>
    /// <param name="home">Whose examples it has.</param>
    /// <param name="most">The most shards that it takes of those that nobody holds: others of its home are still to come.</param>
    public void Join(int seat, int home = 0, int most = int.MaxValue)
    {
        while (_seats.Count <= seat)
            _seats.Add(new());
        if (Work(seat).IsPresent)
            return;
        Work(seat).IsPresent = true;
        Work(seat).Home = home;
        for (int shard = 0; shard < _holder.Length; shard++)
            if (_holder[shard] == Nobody && _homeOf[shard] == home && most-- > 0)
                Give(shard, seat);
        while (Richest(home) is int richest && ShardToTake(richest, Remaining(seat)) is int shard and not Nobody)
        {
            _movesTo[shard] = seat;
            if (!_isBegun[shard])
                Move(shard);
        }
    }

    /// <summary>
    /// The seat's shards go to the seats of its home that have least left to do; blocks in its hand are done again by those. If there is no other, nobody
    /// holds them until one joins.
    /// </summary>
    public void Leave(int seat)
    {
        Work(seat) = new();
        for (int shard = 0; shard < _holder.Length; shard++)
        {
            if (_movesTo[shard] == seat)
                _movesTo[shard] = Nobody;
            if (_holder[shard] == seat && _next[shard] < _blocksPerShard && !Move(shard))
                Give(shard, Poorest(_homeOf[shard]));
        }
    }

    /// <summary>Whether there are blocks of a home's shards that were neither pushed nor skipped.</summary>
    public bool HasBlocksLeft(int home)
    {
        for (int shard = 0; shard < _holder.Length; shard++)
            if (_homeOf[shard] == home && _next[shard] < _blocksPerShard)
                return true;
        return false;
    }

    private bool Move(int shard)
    {
        int to = _movesTo[shard];
        _movesTo[shard] = Nobody;
        if (to == Nobody || _next[shard] == _blocksPerShard)
            return false;
        Give(shard, to);
        return true;
    }

    private void Give(int shard, int seat)
    {
        _holder[shard] = seat;
        _holding[shard]++;
        _isTakenBack[shard] = false;
        _isBegun[shard] = false;
        _isNamed[shard] = false;
        _isSettling[shard] = _undecided[shard] > 0;
        _log.Add(new(shard, seat, _next[shard]));
    }

    // What is on its way to a seat counts as its own.
    private int Future(int shard) => _movesTo[shard] == Nobody ? _holder[shard] : _movesTo[shard];

    private long Remaining(int seat)
    {
        long sum = 0;
        for (int shard = 0; shard < _holder.Length; shard++)
            if (Future(shard) == seat)
                sum += _blocksPerShard - _next[shard];
        return sum;
    }

    private int Richest(int home) => Best(home, static (left, best) => left > best);

    private int Poorest(int home) => Best(home, static (left, best) => left < best);

    private int Best(int home, Func<long, long, bool> isBetter)
    {
        int best = Nobody;
        long bestLeft = 0;
        for (int seat = 0; seat < _seats.Count; seat++)
        {
            long left = Remaining(seat);
            if (!Work(seat).IsPresent || Work(seat).Home != home || (best != Nobody && !isBetter(left, bestLeft)))
                continue;
            (best, bestLeft) = (seat, left);
        }

        return best;
    }

    /// <summary>The last shard of the richest seat with which the other would still have less than the richest has now; none if there is no gain.</summary>
    /// <remarks>What the richest cannot begin yet does not count, so that it keeps a block to do.</remarks>
    private int ShardToTake(int richest, long otherHas)
    {
        long has = 0;
        for (int shard = 0; shard < _holder.Length; shard++)
            if (_movesTo[shard] == Nobody && CanTake(richest, shard))
                has += _blocksPerShard - _next[shard];
        for (int shard = _holder.Length - 1; shard >= 0; shard--)
        {
            int left = _blocksPerShard - _next[shard];
            if (_holder[shard] == richest && _movesTo[shard] == Nobody && left > 0 && otherHas + left < has)
                return shard;
        }

        return Nobody;
    }

    private ref SeatWork Work(int seat) => ref CollectionsMarshal.AsSpan(_seats)[seat];
}
