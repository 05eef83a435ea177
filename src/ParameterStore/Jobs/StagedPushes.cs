namespace ParameterStore;

/// <summary>The pushes that wait for the policy's decision. Reuses its memory. Needs the host's lock.</summary>
internal sealed class StagedPushes
{
    private const int SavedBytesMin = 6 * sizeof(int);
    private const int SavedBlockBytes = 3 * sizeof(int);
    private const int SavedLossBytes = sizeof(double) + sizeof(long) + sizeof(double);

    private readonly Dictionary<AttemptId, StagedPush> _staged = [];
    private readonly Stack<StagedPush> _free = [];

    public int Count => _staged.Count;

    public bool Has(AttemptId attempt) => _staged.ContainsKey(attempt);

    /// <summary>The seat's attempt is staged.</summary>
    public void Add(SeatState seat, ReadOnlySpan<BlockId> blocks, ReadOnlySpan<BlockLoss> losses)
    {
        StagedPush staged = _free.TryPop(out StagedPush? free) ? free : new();
        staged.Seat = seat;
        staged.Blocks.Clear();
        staged.Blocks.AddRange(blocks);
        staged.Losses.Clear();
        staged.Losses.AddRange(losses);
        _staged.Add(seat.Attempt, staged);
        seat.Undecided++;
    }

    /// <summary>What is staged for an attempt.</summary>
    public StagedPush Get(AttemptId attempt) =>
        _staged.TryGetValue(attempt, out StagedPush? staged) ? staged : throw new InvalidOperationException($"{attempt} is not staged.");

    /// <summary>The attempt is committed. What is returned is valid until the next <see cref="Add"/>.</summary>
    public StagedPush Remove(AttemptId attempt)
    {
        if (!_staged.Remove(attempt, out StagedPush? staged))
            throw new InvalidOperationException($"{attempt} was committed, but not staged.");
        _free.Push(staged);
        staged.Seat.Undecided--;
        return staged;
    }

    /// <summary>Writes what is staged.</summary>
    public void Save(StateWriter to)
    {
        to.Write(_staged.Count);
        foreach ((AttemptId attempt, StagedPush staged) in _staged.OrderBy(s => s.Key, AttemptOrder.Instance))
        {
            to.Write(attempt);
            to.Write(staged.Blocks.Count);
            foreach (BlockId block in staged.Blocks)
                to.Write(block);
            to.Write(staged.Losses.Count);
            foreach (BlockLoss loss in staged.Losses)
                to.Write(loss);
        }
    }

    /// <summary>Takes what <see cref="Save"/> wrote; a worker that has left since has a seat of its own.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public void Load(ref StateReader from, SeatTable seats, JobManifest manifest)
    {
        var left = new Dictionary<WorkerId, SeatState>();
        AttemptId last = default;
        for (int count = from.ReadCount("staged pushes", SavedBytesMin); count > 0; count--)
        {
            AttemptId attempt = from.ReadAttempt("staged attempt");
            StateReader.Check(_staged.Count == 0 || AttemptOrder.Instance.Compare(last, attempt) < 0, "the staged pushes are out of order");
            StateReader.Check(attempt.Worker.Seat < seats.All.Length && attempt.Worker.Incarnation <= seats[attempt.Worker.Seat].Worker.Incarnation, "a push of nobody is staged");
            last = attempt;
            var staged = new StagedPush { Seat = SeatOf(attempt.Worker, seats, left) };
            LoadWork(ref from, staged, manifest);
            staged.Seat.Undecided++;
            _staged.Add(attempt, staged);
        }
    }

    /// <summary>Counts the staged blocks of each example shard.</summary>
    public void CountBlocks(Span<int> byShard)
    {
        foreach (StagedPush staged in _staged.Values)
            foreach (BlockId block in staged.Blocks)
                byShard[block.Shard]++;
    }

    private static void LoadWork(ref StateReader from, StagedPush staged, JobManifest manifest)
    {
        for (int blocks = from.ReadCount("blocks", SavedBlockBytes); blocks > 0; blocks--)
            staged.Blocks.Add(new(
                from.ReadInt32("example shard", 0, manifest.Shards - 1),
                from.ReadInt32("epoch", 0, manifest.Epochs - 1),
                from.ReadInt32("block", 0, manifest.BlocksPerEpoch - 1)));
        for (int losses = from.ReadCount("losses", SavedLossBytes); losses > 0; losses--)
            staged.Losses.Add(from.ReadLoss("loss"));
        StateReader.Check(staged.Losses.Count == 0 || staged.Losses.Count == staged.Blocks.Count, "losses and blocks differ");
    }

    private static SeatState SeatOf(WorkerId worker, SeatTable seats, Dictionary<WorkerId, SeatState> left)
    {
        if (seats[worker.Seat].Worker == worker)
            return seats[worker.Seat];
        if (!left.TryGetValue(worker, out SeatState? seat))
            left.Add(worker, seat = new(worker) { Phase = SeatPhase.Left });
        return seat;
    }
}
