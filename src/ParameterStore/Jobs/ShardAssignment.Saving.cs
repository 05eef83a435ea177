namespace ParameterStore;

/// <summary>The assignment as bytes. Its log is for tests and stays behind.</summary>
internal sealed partial class ShardAssignment
{
    /// <summary>Which seat works on an example shard; −1 for nobody.</summary>
    public int HolderOf(int shard) => _holder[shard];

    /// <summary>Seats that have ever had work, present or not.</summary>
    public int Seats => _seats.Count;

    /// <summary>Writes the state.</summary>
    public void Save(StateWriter to)
    {
        to.Write(_seats.Count);
        foreach (SeatWork seat in _seats)
        {
            to.Write(seat.IsPresent);
            to.Write(seat.Home);
        }


        bool[] inHand = ShardsInHand();
        for (int shard = 0; shard < _holder.Length; shard++)
        {
            to.Write(_holder[shard]);
            to.Write(_movesTo[shard]);
            to.Write(_next[shard]);
            to.Write(_undecided[shard]);
            to.Write(_isSettling[shard]);
            to.Write(_holding[shard]);
            to.Write(_isTakenBack[shard]);
            to.Write(_isBegun[shard]);
            to.Write(_isNamed[shard]);
            to.Write(inHand[shard]);
        }
    }

    /// <summary>Takes a state that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public void Load(ref StateReader from)
    {
        int seats = from.ReadCount("seats", 2 * sizeof(int));
        _seats.Clear();
        for (int seat = 0; seat < seats; seat++)
            _seats.Add(new() { IsPresent = from.ReadBoolean("presence"), Home = from.ReadInt32("home", 0, _homes - 1) });
        for (int shard = 0; shard < _holder.Length; shard++)
        {
            _holder[shard] = from.ReadInt32("holder", Nobody, seats - 1);
            _movesTo[shard] = from.ReadInt32("next holder", Nobody, seats - 1);
            StateReader.Check(IsAtHome(_holder[shard], shard) && IsAtHome(_movesTo[shard], shard), "a seat holds an example shard of another home");
            _next[shard] = from.ReadInt32("next block", 0, _blocksPerShard);
            _undecided[shard] = from.ReadInt32("undecided blocks", 0, _next[shard]);
            _isSettling[shard] = from.ReadBoolean("settling");
            _holding[shard] = from.ReadInt32("holding", 0, int.MaxValue);
            _isTakenBack[shard] = from.ReadBoolean("taken back");
            _isBegun[shard] = from.ReadBoolean("begun");
            _isNamed[shard] = from.ReadBoolean("named");
            if (!from.ReadBoolean("in hand"))
                continue;
            StateReader.Check(_holder[shard] != Nobody && _next[shard] < _blocksPerShard, "a block is in hand that nobody can do");
            PutInHand(ref Work(_holder[shard]), shard);
        }

        _log.Clear();
    }

    /// <summary>Checks a loaded state against the pushes that wait for a decision.</summary>
    /// <exception cref="InvalidDataException">They do not agree.</exception>
    public void Check(StagedPushes staged)
    {
        var undecided = new int[_undecided.Length];
        staged.CountBlocks(undecided);
        StateReader.Check(_undecided.AsSpan().SequenceEqual(undecided), "the blocks that are undecided are not those of the staged pushes");
    }

    // Who left has no home any more, but may have been the last to hold a shard.
    private bool IsAtHome(int seat, int shard) => seat == Nobody || !_seats[seat].IsPresent || _seats[seat].Home == _homeOf[shard];

    // A block in hand is always the next one of its example shard.
    private bool[] ShardsInHand()
    {
        var inHand = new bool[_holder.Length];
        for (int seat = 0; seat < _seats.Count; seat++)
            foreach (BlockId block in InHand(seat))
                inHand[block.Shard] = true;
        return inHand;
    }
}
