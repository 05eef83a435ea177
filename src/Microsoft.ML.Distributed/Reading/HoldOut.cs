using Distributed.Learning;

namespace Microsoft.ML.Distributed;

/// <summary>
/// Which ratings are held out: decided by a hash of their user and item, so that neither the order of reading nor the number of cursors
/// matters, and a pair that is rated twice lies on one side.
/// </summary>
internal readonly struct HoldOut
{
    private readonly ulong _seed;
    private readonly ulong _threshold;

    /// <param name="fraction">The part to hold out, 0 … 0.5.</param>
    /// <param name="seed">Another seed holds out others.</param>
    internal HoldOut(float fraction, int seed)
    {
        _threshold = (ulong)(fraction * (double)ulong.MaxValue);
        _seed = Mix(0x9E3779B97F4A7C15UL + (uint)seed);
    }

    internal bool Takes(Rating rating) => _threshold > 0 && Mix(_seed ^ (((ulong)(uint)rating.User << 32) | (uint)rating.Item)) < _threshold;

    /// <summary>The finalizer of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).</summary>
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }
}
