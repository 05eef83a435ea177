using System.Buffers;

namespace ParameterStore;

/// <summary>Keeps what a job's policy is told and decides, as bytes, for a file: <see cref="JobOptions.EventLog"/>.</summary>
internal sealed class EventRecorder(SyncPolicy policy, int eventsMax = EventRecorder.EventsDefault)
{
    internal const int Tag = 'E' | ('V' << 8) | ('F' << 16) | ('1' << 24);

    /// <summary>A hundred megabytes.</summary>
    internal const int EventsDefault = 1_000_000;

    private readonly Lock _lock = new();
    private Recording _newest = new(eventsMax);

    /// <summary>Later events are not kept.</summary>
    internal int EventsMax => eventsMax;

    /// <summary>How many events are kept.</summary>
    internal int Count
    {
        get
        {
            lock (_lock)
                return _newest.Count;
        }
    }

    /// <summary>How many events were not kept.</summary>
    internal long Left
    {
        get
        {
            lock (_lock)
                return _newest.Left;
        }
    }

    /// <summary>The policy, observed. A state machine that begins anew begins a new log.</summary>
    internal SyncPolicy Policy => new ObservedChoice(policy, Begin);

    /// <summary>Makes the file if there is none, so that a place that cannot be written to is found before hours of training.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    internal static void Prepare(string path)
    {
        using FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.Write);
    }

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
        var recording = new Recording(eventsMax);
        lock (_lock)
            _newest = recording;
        return (e, decisions) =>
        {
            lock (_lock)
                recording.Add(e, decisions);
        };
    }

    private sealed class Recording(int eventsMax)
    {
        internal ArrayBufferWriter<byte> Entries { get; } = new();

        internal int Count { get; private set; }

        internal long Left { get; private set; }

        internal void Add(in SyncEvent e, IReadOnlyList<SyncDecision> decisions)
        {
            if (Count == eventsMax)
            {
                Left++;
                return;
            }

            Count++;
            StateWriter writer = StateWriter.Continue(Entries);
            EventCodec.Write(writer, e);
            writer.Write(decisions.Count);
            foreach (SyncDecision decision in decisions)
                EventCodec.Write(writer, decision);
        }
    }
}
