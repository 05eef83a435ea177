namespace Redis.ParameterStore.Tests;

/// <summary>Where a key lies in the ring of a Redis Cluster: the slot of the whole key, or of what stands between its first braces.</summary>
internal static class RingSlot
{
    internal static int Of(string key)
    {
        int open = key.IndexOf('{', StringComparison.Ordinal);
        int close = open < 0 ? -1 : key.IndexOf('}', open + 1);
        string hashed = close > open + 1 ? key[(open + 1)..close] : key;
        return HashSlots.Of(hashed);
    }
}
