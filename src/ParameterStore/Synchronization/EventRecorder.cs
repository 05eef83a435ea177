using System.Buffers;

namespace ParameterStore;

/// <summary>Keeps what a job's policy is told and decides, as bytes, for a file: <see cref="JobOptions.EventLog"/>.</summary>
internal sealed class EventRecorder(SyncPolicy policy)
{
    internal const int Tag = 'E' | ('V' << 8) | ('F' << 16) | ('1' << 24);

    /// <summary>Later events are not kept: a hundred megabytes.</summary>
    internal const int EventsMax = 1_000_000;

    private readonly Lock _lock = new();
    private Recording _newest = new();

    /// <summary>The policy, observed. A state machine that begins anew begins a new log.</summary>
    internal SyncPolicy Policy => new ObservedChoice(policy, Begin);

    /// <summary>Makes the file, so that a place that cannot be written to is found before hours of training.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    internal static void Prepare(string path) => File.WriteAllBytes(path, []);

    /// <summary>Writes what was recorded so far.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    internal void Save(string path)
    {
        var head = new ArrayBufferWriter<byte>();
        lock (_lock)
        {
            var writer = new StateWriter(head, Tag);
            writer.Write(policy.ToString());
            writer.Write(_newest.Count);
            using FileStream file = File.Create(path);
            file.Write(head.WrittenSpan);
            file.Write(_newest.Entries.WrittenSpan);
        }
    }

    private Action<SyncEvent, IReadOnlyList<SyncDecision>> Begin()
    {
        var recording = new Recording();
        lock (_lock)
            _newest = recording;
        return (e, decisions) =>
        {
            lock (_lock)
                recording.Add(e, decisions);
        };
    }

    private sealed class Recording
    {
        internal ArrayBufferWriter<byte> Entries { get; } = new();

        internal int Count { get; private set; }

        internal void Add(in SyncEvent e, IReadOnlyList<SyncDecision> decisions)
        {
            if (Count == EventsMax)
                return;
            Count++;
            StateWriter writer = StateWriter.Continue(Entries);
            EventCodec.Write(writer, e);
            writer.Write(decisions.Count);
            foreach (SyncDecision decision in decisions)
                EventCodec.Write(writer, decision);
        }
    }
}
