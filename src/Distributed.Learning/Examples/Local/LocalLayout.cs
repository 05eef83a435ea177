namespace Distributed.Learning;

/// <summary>
/// How a matrix is cut whose ratings lie in several processes: every process's users are spread over example shards of its own. A pure function of what
/// all processes say, so that all come to the same.
/// </summary>
internal sealed class LocalLayout
{
    private const int ExamplesNamed = 2;

    private readonly LocalPart[] _parts;
    private readonly LocalRatings _data;
    private readonly int _workers;

    /// <param name="parts">What the processes say, in any order that is the same in all of them.</param>
    /// <param name="mine">What this one says.</param>
    /// <param name="data">What this one has.</param>
    /// <param name="workers">How many workers all of them are to have.</param>
    /// <exception cref="ArgumentException">The processes' data do not go together; the message is the same in all of them.</exception>
    internal LocalLayout(IReadOnlyList<ReadOnlyMemory<byte>> parts, ReadOnlyMemory<byte> mine, LocalRatings data, int workers)
    {
        // Not in the order of coming, which chance decides.
        parts = [.. parts.OrderBy(p => new LocalPart(p).FirstUser())];
        _parts = [.. parts.Select(p => new LocalPart(p))];
        (_data, _workers) = (data, workers);
        CheckKeys(p => p.Users, data.Users.Name);
        CheckKeys(p => p.Items, data.Items.Name);
        CheckProcesses();
        Ratings = _parts.Sum(p => p.Ratings);
        int each = FactorizationShape.ShardsEach(Ratings, workers);
        Shape = FactorizationShape.For(Ratings, data.Users.Keys, data.Items.Keys, data.Rank, workers, data.ClocksPerEpoch, data.Seed, pushesOverNetwork: true) with
        {
            Shards = checked(workers * each),
            Center = data.Center,
        };
        Shape.Validate();
        Home = Enumerable.Range(0, parts.Count).First(p => parts[p].Span.SequenceEqual(mine.Span));
        HomeShards = [.. _parts.Select((_, p) => each * _parts.Take(p).Sum(before => before.Workers))];
        (Users, Items) = Spread(each);
    }

    /// <summary>Where users stand: the first process's first.</summary>
    internal RowIndex Users { get; }

    internal RowIndex Items { get; }

    internal RatingShape Shape { get; }

    /// <summary>How many ratings all processes have.</summary>
    internal long Ratings { get; }

    /// <summary>Of every process its first example shard.</summary>
    internal int[] HomeShards { get; }

    /// <summary>Which process is this one.</summary>
    internal int Home { get; }

    private (RowIndex Users, RowIndex Items) Spread(int shardsEach)
    {
        var users = new RowIndex[_parts.Length];
        var itemCounts = new int[_data.Items.Keys];
        var owners = new int[_data.Users.Keys];
        var split = new List<(int Id, int First, int Second)>();
        for (int part = 0; part < _parts.Length; part++)
        {
            (int[] mine, int[] more) = _parts[part].Counts();
            for (int id = 0; id < mine.Length; id++)
            {
                if (mine[id] == 0)
                    continue;
                if (owners[id] > 0)
                    split.Add((id, owners[id] - 1, part));
                owners[id] = part + 1;
            }

            for (int id = 0; id < more.Length; id++)
                itemCounts[id] = checked(itemCounts[id] + more[id]);
            users[part] = RatingShardsBuilder.UsersOf(mine, shardsEach * _parts[part].Workers, Shape.Seed);
        }

        if (split.Count > 0)
            throw Split(split);
        return (RowIndex.Concat(users), RatingShardsBuilder.ItemsOf(itemCounts, Shape.Blocks, Shape.Seed));
    }

    private ArgumentException Split(List<(int Id, int First, int Second)> split)
    {
        int keys = split.Select(s => s.Id).Distinct().Count();
        string examples = string.Join(" and ", split.Take(ExamplesNamed).Select(s => $"key {s.Id + 1} in {Name(s.First)} and in {Name(s.Second)}"));
        return new(
            $"{keys} {(keys == 1 ? "key" : "keys")} of column '{_data.Users.Name}' {(keys == 1 ? "has" : "have")} rows in more than one process, for example {examples}; where each process has only its own rows (DataPlacement.Local), all rows of one key must be in one process. Part the data by '{_data.Users.Name}', or read all of it in every process (DataPlacement.Shared).");
    }

    private void CheckKeys(Func<LocalPart, int> keysOf, string column)
    {
        int other = Array.FindIndex(_parts, p => keysOf(p) != keysOf(_parts[0]));
        if (other < 0)
            return;
        throw new ArgumentException(
            $"Column '{column}' has {keysOf(_parts[0])} keys in {Name(0)} and {keysOf(_parts[other])} in {Name(other)}; where each process has only its own rows (DataPlacement.Local), keys must come from one map. Fit MapValueToKey once on all values, and load that transformer in every process.");
    }

    private void CheckProcesses()
    {
        int empty = Array.FindIndex(_parts, p => p.Ratings == 0);
        if (empty >= 0)
            throw new ArgumentException($"{Name(empty)} has no rows to train on; part the data so that each process has some, or start fewer.");
        int workers = _parts.Sum(p => p.Workers);
        if (workers != _workers)
            throw new ArgumentException($"The job is to start with {_workers} workers, but {_parts.Length} processes bring {workers}: {string.Join(", ", _parts.Select((p, i) => $"{Name(i)} {p.Workers}"))}. Where each process has only its own rows (DataPlacement.Local), both must be equal.");
    }

    private string Name(int part) => $"process {part + 1} of {_parts.Length} ({_parts[part].Who})";
}
