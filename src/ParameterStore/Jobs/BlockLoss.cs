namespace ParameterStore;

/// <summary>What some work summed up while it trained.</summary>
/// <param name="Sum">The sum of the examples' losses, each before its own update.</param>
/// <param name="Examples">How many examples.</param>
public readonly record struct BlockLoss(double Sum, long Examples)
{
    /// <summary>Both sums.</summary>
    public static BlockLoss operator +(BlockLoss a, BlockLoss b) => new(a.Sum + b.Sum, a.Examples + b.Examples);

    /// <summary>Both sums.</summary>
    public BlockLoss Add(BlockLoss other) => this + other;
}
