using System.Buffers;
using ParameterStore;

namespace Distributed.Simulation;

/// <summary>An event log as bytes, as <see cref="EventRecorder"/> writes it: little-endian numbers, of each event and decision what its kind has.</summary>
internal static class EventLogBytes
{
    internal static void Write(string policy, EventLog log, IBufferWriter<byte> to)
    {
        var writer = new StateWriter(to, EventRecorder.Tag);
        writer.Write(policy);
        writer.Write(log.Entries.Count);
        foreach (EventLogEntry entry in log.Entries)
        {
            EventCodec.Write(writer, entry.Event);
            writer.Write(entry.Decisions.Count);
            foreach (SyncDecision decision in entry.Decisions)
                EventCodec.Write(writer, decision);
        }
    }

    /// <exception cref="InvalidDataException">The bytes are none.</exception>
    internal static (string Policy, EventLog Log) Read(ReadOnlySpan<byte> from)
    {
        var reader = new StateReader(from, EventRecorder.Tag);
        string policy = reader.ReadString("policy");
        return (policy, Entries(ref reader));
    }

    private static EventLog Entries(ref StateReader reader)
    {
        var entries = new EventLogEntry[reader.ReadCount("events", EventCodec.EntryBytesMin)];
        for (int i = 0; i < entries.Length; i++)
        {
            SyncEvent e = EventCodec.ReadEvent(ref reader);
            StateReader.Check(i == 0 || (e.Sequence > entries[i - 1].Event.Sequence && e.Now >= entries[i - 1].Event.Now), "the events are out of order");
            var decisions = new SyncDecision[reader.ReadCount("decisions", EventCodec.DecisionBytesMin)];
            for (int j = 0; j < decisions.Length; j++)
                decisions[j] = EventCodec.ReadDecision(ref reader);
            entries[i] = new(e, decisions);
        }

        reader.End();
        return new(entries);
    }
}
