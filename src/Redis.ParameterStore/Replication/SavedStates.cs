using System.Buffers;

namespace Redis.ParameterStore;

/// <summary>What this process's state was at the last few cursors that all processes hash, to be held against what others saved there.</summary>
internal sealed class SavedStates
{
    private const int Remembered = 16;

    private readonly Queue<(long Cursor, ulong Hash)> _hashes = new();

    /// <summary>The newest; null before the first.</summary>
    internal SavedState? Last { get; private set; }

    /// <summary>Set: another process had another state.</summary>
    internal string? Diverged { get; private set; }

    /// <summary>The state at a cursor.</summary>
    internal void Remember(long cursor, Action<IBufferWriter<byte>> save)
    {
        var bytes = new ArrayBufferWriter<byte>();
        save(bytes);
        Remember(cursor, bytes.WrittenSpan);
    }

    internal void Remember(long cursor, ReadOnlySpan<byte> bytes)
    {
        Last = new(cursor, bytes.ToArray(), StateHash.Of(bytes));
        _hashes.Enqueue((cursor, Last.Hash));
        if (_hashes.Count > Remembered)
            _hashes.Dequeue();
    }

    /// <summary>Another process saved its state.</summary>
    internal void Compare(StateSaved saved, int member)
    {
        foreach ((long cursor, ulong hash) in _hashes)
            if (cursor == saved.Cursor && hash != saved.Hash)
                Diverged ??= $"After {cursor} records this process's state has the hash {hash:x16}, but that of member {member} has {saved.Hash:x16}. From one log all must come to one state: run the same version of the library, with the same options, in all processes.";
    }

    /// <summary>Nothing is remembered of a history that was replaced.</summary>
    internal void Clear()
    {
        _hashes.Clear();
        Last = null;
    }
}
