namespace Distributed.Learning;

/// <summary>What some ratings' values are like.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Mean">Their mean; 0 of none.</param>
/// <param name="Spread">Their standard deviation.</param>
/// <param name="Size">The root of the mean of their squares.</param>
internal readonly record struct RatingMoments(long Count, double Mean, double Spread, double Size)
{
    /// <summary>From sums over the ratings.</summary>
    internal static RatingMoments Of(long count, double mean, double squaresAroundMean, double squares) =>
        new(count, mean, Math.Sqrt(squaresAroundMean / Math.Max(1, count)), Math.Sqrt(squares / Math.Max(1, count)));
}
