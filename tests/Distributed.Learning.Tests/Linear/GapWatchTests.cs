namespace Distributed.Learning.Tests;

public sealed class GapWatchTests
{
    [Fact]
    public void It_looks_when_the_estimate_is_small_enough() => Looks(1e-3, 0.5, 0.4, 1e-4).Should().EndWith(true);

    [Fact]
    public void Now_and_then_it_looks_though_the_estimate_says_no() => Looks(1e-3, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5).Should().Equal(false, true, false, true, false, false, false, true);

    [Fact]
    public void It_does_not_look_when_the_gap_is_far_off() => Looks(1e-9, 0.5, 0.4, 0.3, 0.2).Should().Equal(false, false, false, false);

    private static bool[] Looks(double target, params double[] gaps)
    {
        GapWatch watch = new(target);
        List<EpochLoss> losses = [];
        return [.. gaps.Select((gap, i) =>
        {
            losses.Add(new(i + 1, 0.6, double.NaN) { Gap = gap });
            return watch.MayBeDone(losses);
        })];
    }
}
