namespace Redis.ParameterStore;

/// <summary>Where an update lies: blobs that never change, under names that were never used before.</summary>
/// <param name="Member">Who staged it.</param>
/// <param name="Number">The member's number for it, from 1.</param>
/// <param name="Codec">How the shared part is coded.</param>
/// <param name="SharedBytes">For every parameter shard the length of its blob; 0: the update does not touch it.</param>
/// <param name="Owned">The owned parts, one for each example shard whose rows are written.</param>
internal sealed record UpdateRef(int Member, long Number, UpdateCodec Codec, int[] SharedBytes, OwnedRef[] Owned)
{
    /// <summary>Bytes of the shared part.</summary>
    internal long Bytes => SharedBytes.Sum(b => (long)b);
}

/// <summary>The rows that one example shard owns, in all owned tables.</summary>
/// <param name="Shard">The example shard.</param>
/// <param name="Bytes">The blob's length.</param>
/// <param name="IsPart">Whether some of the example shard's rows are not in it: those lie where they were written last.</param>
internal readonly record struct OwnedRef(int Shard, int Bytes, bool IsPart = false)
{
    /// <summary>Length and kind as one number.</summary>
    internal int Coded => IsPart ? ~Bytes : Bytes;

    /// <summary>What <see cref="Coded"/> came from.</summary>
    internal static OwnedRef Decode(int shard, int coded) => coded < 0 ? new(shard, ~coded, IsPart: true) : new(shard, coded);
}

/// <summary>How an update's values are coded.</summary>
internal enum UpdateCodec
{
    /// <summary>As they are.</summary>
    Float32,

    /// <summary>A byte a value and a scale a row; what is lost is carried over to the next update (error feedback).</summary>
    Int8,
}
