namespace ParameterStore;

/// <summary>What some work summed up while it trained.</summary>
/// <param name="Sum">The sum of the examples' losses, each before its own update.</param>
/// <param name="Examples">How many examples.</param>
/// <param name="Gap">The sum of how far the examples' losses are from their duals, for learners that have duals; else 0.</param>
public readonly record struct BlockLoss(double Sum, long Examples, double Gap = 0)
{
    /// <summary>All sums.</summary>
    public static BlockLoss operator +(BlockLoss a, BlockLoss b) => new(a.Sum + b.Sum, a.Examples + b.Examples, a.Gap + b.Gap);

    /// <summary>All sums.</summary>
    public BlockLoss Add(BlockLoss other) => this + other;
}
