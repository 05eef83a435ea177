namespace Distributed.Learning;

/// <summary>The epoch with the lowest validation loss so far.</summary>
/// <param name="Epoch">From 1; 0 if there is none.</param>
/// <param name="Loss">Its loss.</param>
internal readonly record struct BestEpoch(int Epoch, double Loss)
{
    internal static BestEpoch None => new(0, double.PositiveInfinity);

    /// <summary>Whether a loss is lower; one that is no number never is.</summary>
    internal bool IsBeatenBy(double loss) => loss < Loss;
}
