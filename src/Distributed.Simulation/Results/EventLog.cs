using System.Buffers;
using ParameterStore;

namespace Distributed.Simulation;

/// <summary>All events that a policy took, in order, and its decisions.</summary>
/// <param name="Entries">Event by event.</param>
public sealed record EventLog(IReadOnlyList<EventLogEntry> Entries)
{
    /// <summary>Runs the log's events through a policy.</summary>
    /// <param name="policy">A new state machine, which has taken no event yet.</param>
    /// <returns>The number (from 0) of the first entry whose decisions differ; null if all are identical.</returns>
    /// <exception cref="InvalidOperationException">The policy finds that an event breaks the life of a clock.</exception>
    public int? Replay(ISyncPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var decisions = new List<SyncDecision>();
        for (int i = 0; i < Entries.Count; i++)
        {
            decisions.Clear();
            policy.On(Entries[i].Event, decisions);
            if (!decisions.SequenceEqual(Entries[i].Decisions))
                return i;
        }

        return null;
    }

    /// <summary>A hash over all events and decisions, in 16 hexadecimal digits: <see cref="SimulationResult.EventLogHash"/>.</summary>
    public string Hash()
    {
        var hash = default(LogHash);
        foreach (EventLogEntry entry in Entries)
        {
            hash.Add(entry.Event);
            foreach (SyncDecision decision in entry.Decisions)
                hash.Add(decision);
        }

        return hash.ToString();
    }

    /// <summary>Writes the log as a real job writes its own: bytes that <see cref="Load"/> reads and, in a file, <see cref="ReadFile"/> and <c>mlnet-distributed replay</c>.</summary>
    /// <param name="policy">The policy whose log it is.</param>
    /// <param name="to">Gets the bytes.</param>
    public void Save(SyncPolicy policy, IBufferWriter<byte> to)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(to);
        EventLogBytes.Write(policy.ToString(), this, to);
    }

    /// <summary>Reads the event log of a real job, the file that <see cref="JobOptions.EventLog"/> named, or one that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file is none.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static EventLog ReadFile(string path) => Load(File.ReadAllBytes(path));

    /// <summary>Reads a log that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are none.</exception>
    public static EventLog Load(ReadOnlySpan<byte> from) => EventLogBytes.Read(from).Log;
}
