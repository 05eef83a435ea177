using System.Buffers;
using ParameterStore;

namespace Redis.ParameterStore;

/// <summary>All that a replica replaces when it loads a saved state.</summary>
internal sealed partial class JobReplica
{
    private const int Tag = 'J' | ('O' << 8) | ('B' << 16) | ('2' << 24);
    private const int SavedTableBytesMin = 2 * sizeof(int);

    private sealed class State
    {
        private readonly string _manifest;
        private readonly int _homes;

        internal State(JobManifest? manifest)
        {
            _manifest = manifest is null ? "" : $"{manifest.JobId} {manifest.Fit} {manifest.Shards} {manifest.Epochs} {manifest.BlocksPerEpoch} {manifest.Workers} {manifest.Policy} {string.Join(',', manifest.HomeShards)} {manifest.Options}";
            _homes = Math.Max(1, manifest?.HomeShards.Count ?? 0);
            History = new(Owned);
            if (manifest is null)
                Store = new(History);
            else
                Job = new(manifest, History, Owned, Members);
        }

        internal long Cursor { get; private set; }

        internal string Chain { get; private set; } = LogCodec.ChainStart;

        internal long Time { get; private set; }

        /// <summary>The highest lease token of a record.</summary>
        internal long Token { get; private set; }

        internal (long Cursor, int Member, int Bytes)? Snapshot { get; set; }

        internal List<TableWanted> Tables { get; } = [];

        internal Membership Members { get; } = new();

        internal OwnedPlaces Owned { get; } = new();

        internal UpdateHistory History { get; }

        internal PostedTable Posts { get; } = new();

        internal JobLedger? Job { get; }

        internal StoreLedger? Store { get; }

        /// <summary>Time goes on to a record's.</summary>
        internal void Begin(LogRecord record)
        {
            Time = Math.Max(Time, record.Time);
            Token = Math.Max(Token, record.Token);
            if (Job is null)
                return;
            Job.Origin = Cursor == 0 ? Time : Job.Origin;
            Job.Time = Time;
        }

        /// <summary>A record is taken.</summary>
        internal void End(LogRecord record)
        {
            Chain = record.Chain;
            Cursor++;
        }

        internal void Save(IBufferWriter<byte> to)
        {
            var writer = new StateWriter(to, Tag);
            writer.Write(_manifest);
            writer.Write(Cursor);
            writer.Write(Chain);
            writer.Write(Time);
            writer.Write(Token);
            writer.Write(Snapshot is not null);
            writer.Write(Snapshot?.Cursor ?? 0);
            writer.Write(Snapshot?.Member ?? 0);
            writer.Write(Snapshot?.Bytes ?? 0);
            writer.Write(Tables.Count);
            foreach (TableWanted table in Tables)
            {
                writer.Write(table.Name);
                writer.Write(table.Spec);
            }

            Owned.Save(writer);
            History.Save(writer);
            Posts.Save(writer);
            Store?.Save(writer);
            Job?.Save(writer);
            Members.Save(writer);
        }

        /// <exception cref="InvalidDataException">The bytes are no saved state of this job.</exception>
        internal void Load(ReadOnlySpan<byte> from)
        {
            var reader = new StateReader(from, Tag);
            StateReader.Check(reader.ReadString("manifest") == _manifest, "they are another job's");
            Cursor = reader.ReadInt64("cursor", 0);
            Chain = reader.ReadString("chain");
            StateReader.Check(Chain.Length == LogCodec.ChainStart.Length, "the chain has another length");
            Time = reader.ReadInt64("time", 0);
            Token = reader.ReadInt64("token", 0);
            Snapshot = LoadSnapshot(ref reader);
            for (int left = reader.ReadCount("tables", SavedTableBytesMin); left > 0; left--)
                Tables.Add(new(reader.ReadString("name"), reader.ReadString("spec")));
            Owned.Load(ref reader);
            History.Load(ref reader);
            Posts.Load(ref reader);
            Store?.Load(ref reader);
            Job?.Load(ref reader);
            Members.Load(ref reader, _homes, worker => Job?.Has(worker) ?? false);
            reader.End();
        }

        private static (long Cursor, int Member, int Bytes)? LoadSnapshot(ref StateReader from)
        {
            bool isThere = from.ReadBoolean("snapshot");
            (long, int, int) snapshot = (from.ReadInt64("cursor", 0), from.ReadInt32("member", 0, int.MaxValue), from.ReadInt32("bytes", 0, int.MaxValue));
            StateReader.Check(isThere || snapshot == default, "there is a snapshot that is not");
            return isThere ? snapshot : null;
        }
    }
}
