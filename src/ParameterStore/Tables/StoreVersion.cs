namespace ParameterStore;

/// <summary>
/// A point in the one total order of a job's commits. A replica is at a version; at equal versions all replicas have equal bits.
/// </summary>
/// <param name="Index">How many attempts the job has committed, discarded ones (weight 0) included.</param>
/// <param name="Chain">A hash over all committed attempts in order, so that a lost tail is noticed. 0 at index 0.</param>
public readonly record struct StoreVersion(long Index, ulong Chain)
{
    /// <summary>The version of a job in which nothing has been committed.</summary>
    public static StoreVersion Zero => default;

    /// <summary>The version after one more attempt.</summary>
    public StoreVersion After(in Commit commit)
    {
        ulong hash = Mix(Chain ^ 0x9E3779B97F4A7C15UL);
        hash = Mix(hash ^ (uint)commit.Attempt.Worker.Seat ^ ((ulong)(uint)commit.Attempt.Worker.Incarnation << 32));
        hash = Mix(hash ^ (uint)commit.Attempt.Clock ^ ((ulong)(uint)commit.Attempt.Try << 32));
        return new(Index + 1, Mix(hash ^ BitConverter.SingleToUInt32Bits(commit.Weight)));
    }

    // The finalizer of SplitMix64: every input bit reaches every output bit.
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }

    /// <inheritdoc/>
    public override string ToString() => $"version {Index} ({Chain:x16})";
}
