namespace Redis.ParameterStore;

/// <summary>What one append put into the log: entries of one process, at one time.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Chain">A hash over this and all records before, as 16 hex digits.</param>
/// <param name="Time">Server's time in microseconds; never decreases.</param>
/// <param name="Member">Who appended it.</param>
/// <param name="Sequence">The member's number for it, from 1 without gaps.</param>
/// <param name="Token">The lease under which it was appended; 0 for none.</param>
/// <param name="Entries">At least one.</param>
internal sealed record LogRecord(long Index, string Chain, long Time, int Member, long Sequence, long Token, LogEntry[] Entries);
