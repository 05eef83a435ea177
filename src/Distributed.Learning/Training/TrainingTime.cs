namespace Distributed.Learning;

/// <summary>How long a process has trained: from its first clock on, not from when it began to wait for others. Safe for concurrent use.</summary>
internal sealed class TrainingTime(TimeProvider time)
{
    private const long NotBegun = long.MinValue;

    private long _began = NotBegun;

    /// <summary>The timestamp of the first clock; now, while there was none.</summary>
    internal long Began => Volatile.Read(ref _began) is var began and not NotBegun ? began : time.GetTimestamp();

    internal TimeSpan Elapsed => time.GetElapsedTime(Began);

    /// <summary>A clock begins.</summary>
    /// <returns>Whether it is the first, which counts.</returns>
    internal bool Begin() => Volatile.Read(ref _began) == NotBegun && Interlocked.CompareExchange(ref _began, time.GetTimestamp(), NotBegun) == NotBegun;
}
