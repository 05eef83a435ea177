namespace Distributed.Learning;

/// <summary>
/// The order in which an epoch goes over a shard's examples, each once: small windows of neighbours in a drawn order, and the examples of as many windows mixed
/// as a few MiB hold, which a processor's cache does. So what is visited within a short time lies near in memory, and yet examples from all over the data meet, also where
/// these are sorted.
/// </summary>
/// <param name="Mixed">How many examples are mixed at a time, ≥ 1.</param>
/// <param name="Seed">Decides the order.</param>
internal readonly record struct ExampleOrder(int Mixed, ulong Seed)
{
    private const int Window = 32;

    private const int MixedMin = 8192, MixedBytes = 4 << 20;

    private const ulong WindowStream = 21, MixStream = 22;

    /// <summary>An order for these examples, by what they take of memory.</summary>
    internal static ExampleOrder Of(LinearExamples examples, ulong seed)
    {
        double bytesEach = (sizeof(float) + sizeof(int)) * ((double)examples.Values / examples.Count);
        return new((int)Math.Clamp(MixedBytes / bytesEach, MixedMin, int.MaxValue), seed);
    }

    /// <summary>Fills in an epoch's order.</summary>
    /// <param name="order">As many as the shard has examples; gets their positions.</param>
    /// <param name="first">The shard's first position.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="epoch">The epoch.</param>
    internal void Fill(Span<int> order, int first, int shard, int epoch)
    {
        ulong seed = Mix.Hash(Seed, ((ulong)epoch << 32) | (uint)shard);
        int[] windows = new int[(order.Length + Window - 1) / Window];
        for (int i = 0; i < windows.Length; i++)
            windows[i] = i;
        Mix.Shuffle(windows, Mix.Stream(seed, WindowStream));
        int at = 0;
        foreach (int window in windows)
        {
            for (int from = window * Window; from < Math.Min(order.Length, (window + 1) * Window); from++)
                order[at++] = first + from;
        }

        ulong mix = Mix.Stream(seed, MixStream);
        for (long from = 0, group = 0; from < order.Length; from += Mixed, group++)
            Mix.Shuffle(order[(int)from..(int)Math.Min(order.Length, from + Mixed)], Mix.Stream(mix, (ulong)group));
    }
}
