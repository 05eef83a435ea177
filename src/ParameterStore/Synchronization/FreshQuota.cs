namespace ParameterStore;

/// <summary>How many fresh pushes make a step of k-of-n: a fixed number of a fixed number of workers, or a share of those that are active.</summary>
/// <param name="Needed">k; 0 if it is a share.</param>
/// <param name="Workers">n; 0 if it is a share.</param>
/// <param name="Millionths">The share in millionths; 0 if it is a fixed number.</param>
internal readonly record struct FreshQuota(int Needed, int Workers, int Millionths)
{
    internal const int Whole = 1_000_000;

    /// <summary>Whether nobody is ever late: bulk synchronous steps.</summary>
    internal bool IsEverybody => Millionths == Whole || (Millionths == 0 && Needed == Workers);

    /// <summary>(n − k)/k: how many late pushes there are for each fresh one, in the long run.</summary>
    internal double LateForEachFresh => Millionths > 0 ? (Whole - Millionths) / (double)Millionths : (Workers - Needed) / (double)Needed;

    /// <summary>How many pushes are enough while so many workers are active; what is more than that is caught by there being nobody left to wait for.</summary>
    internal int NeededOf(int active) => Millionths == 0 ? Needed : Math.Max(1, (int)((((long)active * Millionths) + Whole - 1) / Whole));
}
