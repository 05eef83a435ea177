namespace Redis.ParameterStore;

/// <summary>An entry on its way into the log, and what came of it. Needs the node's lock.</summary>
internal sealed class OutboxItem(LogEntry entry, AppendTerms? terms = null)
{
    internal LogEntry Entry { get; } = entry;

    /// <summary>Under what the entry goes in; null for an entry that any member may append. With terms it is a record of its own.</summary>
    internal AppendTerms? Terms { get; } = terms;

    /// <summary>Whether <see cref="Result"/> or <see cref="Error"/> is there.</summary>
    internal bool IsDone { get; private set; }

    /// <summary>The entry is in the log; this is what follows from it.</summary>
    internal EntryResult Result { get; private set; }

    /// <summary>The entry is not in the log, or nobody can say any more.</summary>
    internal Exception? Error { get; private set; }

    /// <summary>The server refused the terms: the lease went to another, or the silent process is not silent.</summary>
    internal bool IsRefused { get; private set; }

    internal void Complete(in EntryResult result) => (Result, IsDone) = (result, true);

    internal void Fail(Exception error) => (Error, IsDone) = (error, true);

    internal void Refuse() => (IsRefused, IsDone) = (true, true);
}

/// <summary>What append.lua checks before it lets a coordinator's record in.</summary>
/// <param name="Token">The lease.</param>
/// <param name="Bury">The member that must have been silent; 0 for none.</param>
/// <param name="BuryAfterUs">For how many microseconds.</param>
/// <param name="Snapshot">Where the newest snapshot lies; null: unchanged.</param>
/// <param name="KeepFrom">The first record to keep; −1: all.</param>
internal sealed record AppendTerms(long Token, int Bury = 0, long BuryAfterUs = 0, string? Snapshot = null, long KeepFrom = -1);
