namespace Redis.ParameterStore.Tests;

/// <summary>
/// What a server holds: strings, hashes and lists under keys, and when keys expire. Time is an argument. Every change notes how it is undone,
/// if somebody keeps notes: that is how a replica's lag and a lost tail are made.
/// </summary>
internal sealed class Keyspace
{
    private const long Never = long.MaxValue;

    private readonly Dictionary<string, Entry> _entries = [];

    /// <summary>Receives for every change what takes it back; null: nobody keeps notes.</summary>
    internal Action<Action>? Undo { get; set; }

    /// <summary>The server's time in microseconds; decides what has expired.</summary>
    internal long Now { get; set; }

    /// <summary>The keys that are there, sorted.</summary>
    internal IReadOnlyList<string> Keys => [.. _entries.Where(e => !e.Value.HasExpired(Now)).Select(e => e.Key).Order(StringComparer.Ordinal)];

    /// <summary>What lies under a key: bytes, a dictionary of bytes, or a list of bytes; null if nothing does.</summary>
    internal object? Find(string key)
    {
        if (!_entries.TryGetValue(key, out Entry? entry))
            return null;
        if (!entry.HasExpired(Now))
            return entry.Value;
        Put(key, null);
        return null;
    }

    /// <summary>Milliseconds until the key expires, rounded as PTTL does; −1: never; −2: no such key.</summary>
    internal long MillisecondsLeft(string key) =>
        Find(key) is null ? -2 : _entries[key].ExpiresAt == Never ? -1 : (_entries[key].ExpiresAt - Now) / 1000;

    internal byte[]? GetString(string key) => As<byte[]>(key);

    internal void SetString(string key, byte[] value, long milliseconds = 0) =>
        Put(key, new(value) { ExpiresAt = milliseconds > 0 ? Now + (1000 * milliseconds) : Never });

    internal bool Delete(string key)
    {
        if (Find(key) is null)
            return false;
        Put(key, null);
        return true;
    }

    /// <summary>Sets when a key expires; at once if the time is not positive.</summary>
    internal bool Expire(string key, long milliseconds)
    {
        if (Find(key) is null)
            return false;
        if (milliseconds <= 0)
            return Delete(key);
        Entry entry = _entries[key];
        long before = entry.ExpiresAt;
        entry.ExpiresAt = Now + (1000 * milliseconds);
        Undo?.Invoke(() => entry.ExpiresAt = before);
        return true;
    }

    internal byte[]? GetField(string key, string field) => As<Dictionary<string, byte[]>>(key)?.GetValueOrDefault(field);

    internal void SetField(string key, string field, byte[] value)
    {
        Dictionary<string, byte[]>? hash = As<Dictionary<string, byte[]>>(key);
        if (hash is null)
            Put(key, new(hash = []));
        byte[]? before = hash.GetValueOrDefault(field);
        hash[field] = value;
        Undo?.Invoke(() =>
        {
            if (before is null)
                hash.Remove(field);
            else
                hash[field] = before;
        });
    }

    internal int ListLength(string key) => As<List<byte[]>>(key)?.Count ?? 0;

    /// <summary>The items from one index to another, both included and counted from the end if under 0, as LRANGE takes them.</summary>
    internal IReadOnlyList<byte[]> Range(string key, long start, long end)
    {
        if (As<List<byte[]>>(key) is not { } list)
            return [];
        (int first, int count) = Clip(start, end, list.Count);
        return list.GetRange(first, count);
    }

    internal void Append(string key, byte[] item)
    {
        List<byte[]>? list = As<List<byte[]>>(key);
        if (list is null)
            Put(key, new(list = []));
        list.Add(item);
        Undo?.Invoke(() => list.RemoveAt(list.Count - 1));
    }

    /// <summary>Keeps the items from an index on.</summary>
    internal void TrimBefore(string key, long start)
    {
        if (As<List<byte[]>>(key) is not { } list)
            return;
        (int first, int count) = Clip(start, -1, list.Count);
        if (count == 0)
        {
            Put(key, null);
            return;
        }

        List<byte[]> dropped = list.GetRange(0, first);
        list.RemoveRange(0, first);
        Undo?.Invoke(() => list.InsertRange(0, dropped));
    }

    private static (int First, int Count) Clip(long start, long end, int count)
    {
        start = Math.Max(0, start < 0 ? count + start : start);
        end = Math.Min(count - 1, end < 0 ? count + end : end);
        return start > end ? (0, 0) : ((int)start, (int)(end - start + 1));
    }

    private T? As<T>(string key)
        where T : class =>
        Find(key) switch
        {
            null => null,
            T value => value,
            _ => throw ServerErrorException.WrongType,
        };

    private void Put(string key, Entry? entry)
    {
        _entries.TryGetValue(key, out Entry? before);
        Restore(key, entry);
        Undo?.Invoke(() => Restore(key, before));
    }

    private void Restore(string key, Entry? entry)
    {
        if (entry is null)
            _entries.Remove(key);
        else
            _entries[key] = entry;
    }

    private sealed class Entry(object value)
    {
        internal object Value => value;

        internal long ExpiresAt { get; set; } = Never;

        internal bool HasExpired(long now) => ExpiresAt <= now;
    }
}
