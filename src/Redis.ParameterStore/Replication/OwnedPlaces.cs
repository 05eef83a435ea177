using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>Where the newest rows of each example shard lie, and which worker's block of it was committed last.</summary>
internal sealed class OwnedPlaces
{
    private const int SavedPlaceBytes = (3 * sizeof(int)) + (3 * sizeof(long));
    private const int SavedDoneBytes = 3 * sizeof(int);

    // Of each example shard the last update that wrote all of its rows, if one did, and those after it that wrote a part.
    private readonly SortedDictionary<int, List<OwnedPlace>> _places = [];
    private readonly SortedDictionary<int, WorkerId> _doneBy = [];

    /// <summary>All places, in the order of example shards.</summary>
    internal IReadOnlyCollection<OwnedPlace> All => [.. _places.Values.SelectMany(p => p)];

    /// <summary>The newest place of an example shard's rows; null if none were written yet.</summary>
    internal OwnedPlace? Of(int shard) => _places.TryGetValue(shard, out List<OwnedPlace>? places) ? places[^1] : null;

    /// <summary>All places of an example shard's rows: put in place in this order, they are the newest.</summary>
    internal IReadOnlyList<OwnedPlace> AllOf(int shard) => _places.TryGetValue(shard, out List<OwnedPlace>? places) ? places : [];

    /// <summary>Whether the last committed block of an example shard was this worker's.</summary>
    internal bool IsLastOf(int shard, WorkerId worker) => _doneBy.TryGetValue(shard, out WorkerId last) && last == worker;

    /// <summary>Blocks of a worker were committed.</summary>
    internal void Done(WorkerId worker, ReadOnlySpan<BlockId> blocks)
    {
        foreach (BlockId block in blocks)
            _doneBy[block.Shard] = worker;
    }

    /// <summary>Rows have a new place.</summary>
    /// <param name="place">The new one.</param>
    /// <param name="isPart">Whether some rows are not there, but where they were before.</param>
    /// <returns>Those that nobody needs any more.</returns>
    internal OwnedPlace[] Move(OwnedPlace place, bool isPart)
    {
        if (!_places.TryGetValue(place.Shard, out List<OwnedPlace>? places))
            _places.Add(place.Shard, places = []);
        OwnedPlace[] replaced = isPart ? [] : [.. places.Where(p => (p.Member, p.Number) != (place.Member, place.Number))];
        places.RemoveAll(p => !isPart || (p.Member, p.Number) == (place.Member, place.Number));
        places.Add(place);
        return replaced;
    }

    /// <summary>Forgets all places.</summary>
    internal OwnedPlace[] TakeAll()
    {
        OwnedPlace[] all = [.. All];
        _places.Clear();
        return all;
    }

    /// <summary>Whether rows lie in an update's blobs.</summary>
    internal bool Uses(int member, long number) => _places.Values.Any(places => places.Exists(p => p.Member == member && p.Number == number));

    internal void Save(StateWriter to)
    {
        IReadOnlyCollection<OwnedPlace> all = All;
        to.Write(all.Count);
        foreach (OwnedPlace place in all)
        {
            to.Write(place.Shard);
            to.Write(place.Member);
            to.Write(place.Number);
            to.Write(place.Bytes);
            to.Write(place.Version);
        }

        to.Write(_doneBy.Count);
        foreach ((int shard, WorkerId worker) in _doneBy)
        {
            to.Write(shard);
            to.Write(worker);
        }
    }

    /// <exception cref="InvalidDataException">It is no saved state.</exception>
    internal void Load(ref StateReader from)
    {
        int last = -1;
        for (int left = from.ReadCount("places", SavedPlaceBytes); left > 0; left--)
        {
            last = from.ReadInt32("example shard", Math.Max(0, last), int.MaxValue - 1);
            if (!_places.TryGetValue(last, out List<OwnedPlace>? places))
                _places.Add(last, places = []);
            places.Add(new(last, from.ReadInt32("member", 0, int.MaxValue), from.ReadInt64("number", long.MinValue), from.ReadInt32("bytes", 0, int.MaxValue), from.ReadVersion("version")));
        }

        last = -1;
        for (int left = from.ReadCount("last workers", SavedDoneBytes); left > 0; left--)
        {
            last = from.ReadInt32("example shard", last + 1, int.MaxValue - 1);
            _doneBy.Add(last, from.ReadWorker("worker"));
        }
    }
}
