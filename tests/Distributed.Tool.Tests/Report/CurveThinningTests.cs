namespace Distributed.Tool.Tests;

public sealed class CurveThinningTests
{
    [Fact]
    public void Ends_and_peaks_survive()
    {
        LossPoint[] curve = [.. Enumerable.Range(0, 10_000).Select(i => new LossPoint(i, i, i == 4321 ? 9 : i == 8765 ? -9 : Math.Sin(i / 500.0)))];
        IReadOnlyList<LossPoint> thin = CurveThinning.Thin(curve, 100);
        thin.Count.Should().BeLessThanOrEqualTo(100).And.BeGreaterThan(80);
        thin.Should().BeInAscendingOrder(point => point.TimeNs).And.OnlyHaveUniqueItems().And.Contain([curve[0], curve[4321], curve[8765], curve[^1]]);
    }

    [Fact]
    public void A_short_curve_stays_as_it_is()
    {
        LossPoint[] curve = [new(0, 0, 1), new(1, 1, 2)];
        CurveThinning.Thin(curve, 4).Should().Equal(curve);
    }
}
