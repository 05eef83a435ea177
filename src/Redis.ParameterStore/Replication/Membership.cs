using System.Globalization;
using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>The processes that take part or took part, and whose each live seat is.</summary>
internal sealed class Membership
{
    /// <summary>Of so many dead processes it is remembered who they were; of the others only that they are dead.</summary>
    private const int NamedDeadMax = 64;

    private const int SavedBytesMin = 6 * sizeof(int);
    private const int SavedSeatBytes = 2 * sizeof(int);

    private readonly List<Entry> _entries = [];
    private readonly Dictionary<int, Entry> _byNumber = [];
    private IReadOnlyList<Member>? _members;

    /// <summary>All, in the order of their first records.</summary>
    internal IReadOnlyList<Member> Members => _members ??= [.. _entries.Select(e => new Member(e.Number, e.Who, e.Workers, e.IsLive, [.. e.Seats]))];

    /// <summary>Whether a process may append; one that was never heard of before may, and is known from now on.</summary>
    internal bool Admit(int number) => Find(number).IsLive;

    internal bool IsLive(int number) => _byNumber.TryGetValue(number, out Entry? entry) && entry.IsLive;

    /// <summary>Which home's examples a process has.</summary>
    internal int HomeOf(int number) => _byNumber.TryGetValue(number, out Entry? entry) ? entry.Home : 0;

    /// <summary>Whether a process is there that has a home's examples.</summary>
    internal bool HasHome(int home) => _entries.Exists(e => e.IsLive && e.HasEntered && e.Home == home);

    internal void Enter(int number, string who, int workers, int home)
    {
        Entry entry = Find(number);
        (entry.Home, entry.HasEntered) = (home, true);
        (entry.Who, entry.Workers) = (string.Create(CultureInfo.InvariantCulture, $"{who}, {workers} workers"), workers);
        _members = null;
    }

    internal void Seat(int number, WorkerId worker)
    {
        Find(number).Seats.Add(worker);
        _members = null;
    }

    internal void Unseat(int number, WorkerId worker)
    {
        Find(number).Seats.Remove(worker);
        _members = null;
    }

    internal bool Has(int number, WorkerId worker) => _byNumber.TryGetValue(number, out Entry? entry) && entry.Seats.Contains(worker);

    /// <summary>A process is gone for good.</summary>
    /// <returns>The workers that it leaves behind, in seat order.</returns>
    internal WorkerId[] End(int number)
    {
        Entry entry = Find(number);
        WorkerId[] workers = [.. entry.Seats.OrderBy(w => w.Seat)];
        entry.Seats.Clear();
        entry.IsLive = false;
        Entry[] named = [.. _entries.Where(e => !e.IsLive && e.Who.Length > 0)];
        foreach (Entry forgotten in named.AsSpan(0, Math.Max(0, named.Length - NamedDeadMax)))
            forgotten.Who = "";
        _members = null;
        return workers;
    }

    private Entry Find(int number)
    {
        if (!_byNumber.TryGetValue(number, out Entry? entry))
            Add(entry = new(number));
        return entry;
    }

    private void Add(Entry entry)
    {
        _byNumber.Add(entry.Number, entry);
        _entries.Add(entry);
        _members = null;
    }

    internal void Save(StateWriter to)
    {
        to.Write(_entries.Count);
        foreach (Entry entry in _entries)
        {
            to.Write(entry.Number);
            to.Write(entry.IsLive);
            to.Write(entry.Who);
            to.Write(entry.Workers);
            to.Write(entry.Home);
            to.Write(entry.HasEntered);
            if (!entry.IsLive)
                continue;
            to.Write(entry.Seats.Count);
            foreach (WorkerId worker in entry.Seats)
                to.Write(worker);
        }
    }

    /// <exception cref="InvalidDataException">It is no saved state.</exception>
    internal void Load(ref StateReader from, int homes, Func<WorkerId, bool> isSeated)
    {
        for (int left = from.ReadCount("members", SavedBytesMin); left > 0; left--)
        {
            var entry = new Entry(from.ReadInt32("member", 0, int.MaxValue)) { IsLive = from.ReadBoolean("liveness"), Who = from.ReadString("name"), Workers = from.ReadInt32("workers", int.MinValue, int.MaxValue), Home = from.ReadInt32("home", 0, homes - 1), HasEntered = from.ReadBoolean("entered") };
            StateReader.Check(!_byNumber.ContainsKey(entry.Number), "a member is there twice");
            Add(entry);
            for (int seats = entry.IsLive ? from.ReadCount("seats", SavedSeatBytes) : 0; seats > 0; seats--)
            {
                WorkerId worker = from.ReadWorker("worker");
                StateReader.Check(isSeated(worker) && !_entries.Exists(e => e.Seats.Contains(worker)), "a member has a seat that is not its own");
                entry.Seats.Add(worker);
            }
        }
    }

    private sealed class Entry(int number)
    {
        internal int Number { get; } = number;

        internal string Who { get; set; } = "";

        internal int Workers { get; set; }

        internal int Home { get; set; }

        internal bool HasEntered { get; set; }

        internal bool IsLive { get; set; } = true;

        internal List<WorkerId> Seats { get; } = [];
    }
}
