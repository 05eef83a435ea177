namespace Distributed.Learning;

/// <summary>
/// The order in which an epoch goes over a shard's examples, each once: windows of neighbours in a drawn order, and the examples of a few windows at a time
/// mixed. So what is visited within a short time lies near in memory, and yet examples from many places of the data meet.
/// </summary>
internal static class ExampleOrder
{
    private const int Window = 1024, WindowsMixed = 8;

    private const ulong WindowStream = 21, MixStream = 22;

    /// <summary>Fills in the order.</summary>
    /// <param name="order">As many as the shard has examples; gets their positions.</param>
    /// <param name="first">The shard's first position.</param>
    /// <param name="seed">Decides the order.</param>
    internal static void Fill(Span<int> order, int first, ulong seed)
    {
        int windows = (order.Length + Window - 1) / Window;
        Span<int> drawn = windows <= 256 ? stackalloc int[windows] : new int[windows];
        for (int i = 0; i < windows; i++)
            drawn[i] = i;
        Mix.Shuffle(drawn, Mix.Stream(seed, WindowStream));
        int at = 0;
        for (int i = 0; i < windows; i++)
        {
            for (int from = drawn[i] * Window; from < Math.Min(order.Length, (drawn[i] + 1) * Window); from++)
                order[at++] = first + from;
        }

        ulong mix = Mix.Stream(seed, MixStream);
        for (int from = 0, group = 0; from < order.Length; from += Window * WindowsMixed, group++)
            Mix.Shuffle(order[from..Math.Min(order.Length, from + (Window * WindowsMixed))], Mix.Stream(mix, (ulong)group));
    }
}
