using System.Buffers;
using System.Globalization;
using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>A log of one process's memory: records are made, numbered and taken by a replica at once.</summary>
internal sealed class ReplicaWorld
{
    private readonly Dictionary<int, long> _sequences = [];
    private long _numbers;

    public ReplicaWorld(JobManifest? manifest)
    {
        Manifest = manifest;
        Replica = new(manifest);
    }

    public JobManifest? Manifest { get; }

    public JobReplica Replica { get; private set; }

    public List<LogRecord> Log { get; } = [];

    public List<EntryResult> Results { get; } = [];

    /// <summary>Server's microseconds.</summary>
    public long Time { get; set; } = 1_000_000;

    public long Token { get; set; }

    /// <summary>Told of every record that was taken.</summary>
    public Action<LogRecord>? Taken { get; set; }

    public static JobManifest Job(string policy, int workers = 2, int shards = 2, int blocks = 2, int epochs = 1) =>
        new("job", 0, shards, epochs, blocks, workers, SyncPolicy.Parse(policy), "");

    /// <summary>Appends a record.</summary>
    /// <returns>What came of its entries.</returns>
    public EntryResult[] Append(int member, params LogEntry[] entries)
    {
        _sequences[member] = _sequences.GetValueOrDefault(member) + 1;
        long index = Log.Count;
        string chain = (index + 1).ToString("x16", CultureInfo.InvariantCulture);
        var record = new LogRecord(index, chain, Time, member, _sequences[member], Token, entries);
        Log.Add(record);
        Results.Clear();
        Replica.Apply(record, Results);
        Taken?.Invoke(record);
        return [.. Results];
    }

    public EntryResult One(int member, LogEntry entry) => Append(member, entry).Single();

    public WorkerId Join(int member)
    {
        WorkerId worker = One(member, new SeatTaken()).Worker;
        One(member, new SeatReady(worker));
        return worker;
    }

    /// <summary>The seat's grant, which must be there.</summary>
    public Grant Grant(WorkerId worker)
    {
        Replica.TryGetGrant(worker, out Grant grant, out _).Should().BeTrue($"{worker} should have its grant");
        return grant;
    }

    public bool Waits(WorkerId worker) => !Replica.TryGetGrant(worker, out _, out _);

    public string Blocks(WorkerId worker) => string.Join(' ', Grant(worker).Blocks.ToArray().Select(b => $"{b.Shard}:{b.Epoch}.{b.Index}"));

    /// <summary>An update that was never named before.</summary>
    public UpdateRef Update(int member, int bytes = 10, params int[] ownedShards) =>
        new(member, ++_numbers, UpdateCodec.Float32, [bytes, 0], [.. ownedShards.Select(s => new OwnedRef(s, 7))]);

    public PushedAttempt Attempt(WorkerId worker, double loss = 1)
    {
        Grant grant = Grant(worker);
        return new(grant.Attempt, Replica.Version, [.. grant.Blocks.ToArray().Select(b => new BlockLoss(loss + b.Shard, 1))], 1_000);
    }

    public EntryResult Push(int member, WorkerId worker, UpdateRef? update = null) =>
        One(member, new AttemptsPushed([Attempt(worker)], update ?? Update(member)));

    public byte[] Bytes() => BytesOf(Replica);

    public static byte[] BytesOf(JobReplica replica)
    {
        var bytes = new ArrayBufferWriter<byte>();
        replica.Save(bytes);
        return bytes.WrittenSpan.ToArray();
    }

    public static JobReplica Loaded(JobManifest? manifest, byte[] bytes)
    {
        var replica = new JobReplica(manifest);
        replica.Load(bytes);
        return replica;
    }
}
