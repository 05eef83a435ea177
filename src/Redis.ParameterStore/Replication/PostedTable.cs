using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>What processes posted for all, by name and member; the newest of each.</summary>
internal sealed class PostedTable
{
    private const int SavedNameBytesMin = 2 * sizeof(int);
    private const int SavedPostBytes = (2 * sizeof(int)) + sizeof(long);

    private static readonly SortedDictionary<int, Posted> _none = [];

    private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (int Member, Posted Posted)[]> _exchanged = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedDictionary<int, Posted>> _byName = new(StringComparer.Ordinal);

    /// <summary>All that was posted, with who did.</summary>
    internal IEnumerable<(int Member, Posted Posted)> All => _byName.Values.SelectMany(m => m).Select(p => (p.Key, p.Value));

    /// <summary>Under which names something was posted, in order.</summary>
    internal string[] Names => [.. _byName.Keys];

    internal IReadOnlyDictionary<int, Posted> Under(string name) => _byName.GetValueOrDefault(name, _none);

    /// <summary>What was posted last under a name; null if nothing was.</summary>
    internal (int Member, Posted Posted)? Last(string name) => _last.TryGetValue(name, out int member) ? (member, _byName[name][member]) : null;

    internal void Add(int member, Posted posted)
    {
        if (!_byName.TryGetValue(posted.Name, out SortedDictionary<int, Posted>? members))
            _byName.Add(posted.Name, members = []);
        members[member] = posted;
        _last[posted.Name] = member;
    }

    /// <summary>
    /// What each process posted under a name when all of them had: the parts of an exchange, as they were then. Who leaves afterwards does not take its
    /// part away from those who have still to read it.
    /// </summary>
    internal IReadOnlyList<(int Member, Posted Posted)> Exchanged(string name) => _exchanged.GetValueOrDefault(name, []);

    /// <summary>All processes have posted under a name.</summary>
    internal void Exchange(string name, IEnumerable<int> members) => _exchanged[name] = [.. members.Select(m => (m, _byName[name][m]))];

    internal void Save(StateWriter to)
    {
        SavePosts(to);
        to.Write(_exchanged.Count);
        foreach ((string name, (int Member, Posted Posted)[] parts) in _exchanged)
        {
            to.Write(name);
            to.Write(parts.Length);
            foreach ((int member, Posted posted) in parts)
            {
                to.Write(member);
                to.Write(posted.Number);
                to.Write(posted.Bytes);
            }
        }
    }

    private void SavePosts(StateWriter to)
    {
        to.Write(_byName.Count);
        foreach ((string name, SortedDictionary<int, Posted> members) in _byName)
        {
            to.Write(name);
            to.Write(_last[name]);
            to.Write(members.Count);
            foreach ((int member, Posted posted) in members)
            {
                to.Write(member);
                to.Write(posted.Number);
                to.Write(posted.Bytes);
            }
        }
    }

    /// <exception cref="InvalidDataException">It is no saved state.</exception>
    internal void Load(ref StateReader from)
    {
        LoadPosts(ref from);
        for (int names = from.ReadCount("exchanges", SavedNameBytesMin); names > 0; names--)
        {
            string name = from.ReadString("name");
            StateReader.Check(_byName.ContainsKey(name) && !_exchanged.ContainsKey(name), "an exchange is there twice, or without posts");
            var parts = new (int, Posted)[from.ReadCount("parts", SavedPostBytes)];
            for (int i = 0; i < parts.Length; i++)
                parts[i] = (from.ReadInt32("member", 0, int.MaxValue), new(name, from.ReadInt64("number", long.MinValue), from.ReadInt32("bytes", 0, int.MaxValue)));
            _exchanged.Add(name, parts);
        }
    }

    private void LoadPosts(ref StateReader from)
    {
        string? last = null;
        for (int names = from.ReadCount("names", SavedNameBytesMin); names > 0; names--)
        {
            string name = from.ReadString("name");
            StateReader.Check(last is null || string.CompareOrdinal(last, name) < 0, "the names are out of order");
            last = name;
            int lastMember = from.ReadInt32("last member", 0, int.MaxValue);
            int member = -1;
            for (int left = from.ReadCount("posts", SavedPostBytes); left > 0; left--)
            {
                member = from.ReadInt32("member", member + 1, int.MaxValue - 1);
                Add(member, new(name, from.ReadInt64("number", long.MinValue), from.ReadInt32("bytes", 0, int.MaxValue)));
            }

            StateReader.Check(_byName.TryGetValue(name, out SortedDictionary<int, Posted>? members) && members.ContainsKey(lastMember), "who posted last did not post");
            _last[name] = lastMember;
        }
    }
}
