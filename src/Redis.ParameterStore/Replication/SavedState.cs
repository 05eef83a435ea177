namespace Redis.ParameterStore;

/// <summary>A state as bytes.</summary>
/// <param name="Cursor">Records before it.</param>
/// <param name="Bytes">What <see cref="JobReplica.Load"/> takes.</param>
/// <param name="Hash">Of the bytes.</param>
internal sealed record SavedState(long Cursor, byte[] Bytes, ulong Hash);
