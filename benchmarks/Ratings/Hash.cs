namespace Benchmarks;

internal static class Hash
{
    /// <summary>MurmurHash3's 64-bit finalizer (Appleby).</summary>
    public static ulong Mix(ulong h)
    {
        h ^= h >> 33;
        h *= 0xff51afd7ed558ccdUL;
        h ^= h >> 33;
        h *= 0xc4ceb9fe1a85ec53UL;
        return h ^ (h >> 33);
    }
}
