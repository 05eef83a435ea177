using System.Text;
using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>
/// Looks over the servers' shoulders: every record that is appended, and every key that is unlinked. Tokens and times never go down, what a record
/// names is there, and what is unlinked is not needed.
/// </summary>
internal sealed class LogWatch
{
    private readonly WorldPlan _plan;
    private readonly SimulatedRedisDriver _driver;
    private readonly Action<string> _violate;
    private readonly KeyNames _keys;
    private readonly List<EntryResult> _results = [];
    private readonly List<(long Time, long Token, int Member, long Sequence)> _records = [];
    private JobReplica? _replica;

    internal LogWatch(WorldPlan plan, SimulatedRedisDriver driver, Action<string> violate)
    {
        (_plan, _driver, _violate) = (plan, driver, violate);
        _keys = new("sim:", plan.Manifest.JobId, 0, HashSlots.Spread(plan.Manifest.JobId, 0, plan.ParameterShards));
        _replica = new(plan.Manifest, plan.Settings.SnapshotInterval);
        foreach (SimulatedMaster master in driver.Masters)
        {
            master.Server.Planted = plan.Bug;
            Action<string, byte[]>? publish = master.Server.Published;
            master.Server.Published = (channel, message) =>
            {
                Appended(message);
                publish?.Invoke(channel, message);
            };
        }

        driver.Executing = Execute;
    }

    /// <summary>Seats that were left, given up or lost so far.</summary>
    internal int Departures { get; private set; }

    /// <summary>How often which kind of entry was appended.</summary>
    internal Dictionary<string, int> Entries { get; } = [];

    /// <summary>A tail of the log may be gone: what was seen of it is forgotten.</summary>
    internal void FailedOver(SimulatedMaster master)
    {
        if (master != _driver.MasterOf(_keys.Head))
            return;
        Departures += _plan.Processes * _plan.Seats;
        long first = long.Parse(Encoding.ASCII.GetString(master.Server.Keys.GetField(_keys.Head, "first") ?? "0"u8.ToArray()), System.Globalization.CultureInfo.InvariantCulture);
        IReadOnlyList<byte[]> log = master.Server.Keys.Range(_keys.Log, 0, -1);
        int total = (int)first + log.Count;
        if (_records.Count > total)
            _records.RemoveRange(total, _records.Count - total);
        _replica = first == 0 ? new(_plan.Manifest, _plan.Settings.SnapshotInterval) : null;
        for (int i = 0; i < log.Count && _replica is not null; i++)
            Apply(LogCodec.Decode(i, log[i]));
    }

    private void Appended(byte[] message)
    {
        if (!PublishedRecord.TryParse(message, out long index, out ReadOnlySpan<byte> stored) || stored.IsEmpty)
            return;
        LogRecord record = LogCodec.Decode(index, stored);
        if (_driver.Trace is not null)
            _driver.Note("log", $"record {index} of {record.Member}: {string.Join("; ", record.Entries.Select(e => e.ToString()))}");
        if (index != _records.Count)
            _violate($"record {index} came after {_records.Count} records");
        if (_records.Count > 0 && record.Time < _records[^1].Time)
            _violate($"record {index} has the time {record.Time}, before that of the record before it");
        long token = _records.Count > 0 ? _records[^1].Token : 0;
        if (record.Token != 0 && record.Token < token)
            _violate($"record {index} was appended under the lease {record.Token}, after {token}");
        if (_records.Any(r => r.Member == record.Member && r.Sequence == record.Sequence))
            _violate($"record {index} is the second with number {record.Sequence} of {record.Member}");
        _records.Add((record.Time, Math.Max(token, record.Token), record.Member, record.Sequence));
        foreach (LogEntry entry in record.Entries)
            Look(entry);
        Apply(record);
    }

    private void Look(LogEntry entry)
    {
        string kind = entry.GetType().Name;
        Entries[kind] = Entries.GetValueOrDefault(kind) + 1;
        switch (entry)
        {
            case AttemptsPushed pushed:
                if (pushed.Attempts.Length > 1)
                    Together();
                foreach (string key in LiveKeys.Of(_keys, [pushed.Update], []).SelectMany(k => k))
                    if (_driver.MasterOf(key) is { Life: 0 } master && master.Server.Keys.Find(key) is null)
                        _violate($"an update is committed, but {key} is not staged");
                break;
            case SeatLeft or MemberLeft or MemberBuried:
                Departures += _plan.Seats;
                break;
        }
    }

    private void Together()
    {
        Entries["pushed together"] = Entries.GetValueOrDefault("pushed together") + 1;
        if (!_plan.Fold.Equals(Fold.Add))
            _violate("pushes are summed up that are not only added");
    }

    private void Apply(LogRecord record)
    {
        _results.Clear();
        _replica?.Apply(record, _results);
    }

    private bool Execute(SimulatedMaster master, Command command)
    {
        if (command.Kind == CommandKind.Unlink)
            CheckUnlinked(command.Keys!);
        if (command.Kind == CommandKind.Set && _plan.Bug == PlantedBug.CommitsEarly && command.Key.Contains(":delta:", StringComparison.Ordinal) && _driver.Chance.Next(8) == 0)
            return false;
        if (command.Kind == CommandKind.Set && _plan.Bug == PlantedBug.UnlinksFirst && command.Key.Contains(":base:", StringComparison.Ordinal) && _replica is { Updates.Count: > 0 } replica)
        {
            string[] covered = [.. LiveKeys.Of(_keys, replica.Updates.Select(u => u.Update).OfType<UpdateRef>(), []).SelectMany(k => k).Where(k => k.Contains(":delta:", StringComparison.Ordinal))];
            CheckUnlinked(covered);
        }

        return true;
    }

    private void CheckUnlinked(string[] keys)
    {
        if (_replica is not { } replica)
            return;
        var needed = LiveKeys.Of(_keys, replica.Updates.Select(u => u.Update).OfType<UpdateRef>().Concat(replica.Staged).Concat(OwnedRows(replica)), replica.Base is { } last ? [last] : [])
            .SelectMany(k => k).ToHashSet();
        foreach (string key in keys)
            if (needed.Contains(key) && !IsReplacedOwned(replica, key))
                _violate($"{key} is unlinked, but needed");
    }

    private IEnumerable<UpdateRef> OwnedRows(JobReplica replica)
    {
        for (int shard = 0; shard < _plan.Manifest.Shards; shard++)
            if (replica.OwnedRows(shard) is { } place)
                yield return new(place.Member, place.Number, UpdateCodec.Float32, [], [new(shard, place.Bytes)]);
    }

    // An update's owned part is replaced long before a base covers its shared one.
    private bool IsReplacedOwned(JobReplica replica, string key) =>
        key.Contains(":owned:", StringComparison.Ordinal) && !LiveKeys.Of(_keys, OwnedRows(replica).Concat(replica.Staged), []).Any(k => k.Contains(key));
}
