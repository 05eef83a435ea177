namespace ParameterStore.Tests;

public class SpecSyncOptionsTests
{
    [Fact]
    public void Presets_are_what_they_say()
    {
        SpecSyncOptions.Default.Should().Be(new SpecSyncOptions());
        SpecSyncOptions.Default.Should().BeEquivalentTo(new { LossWeight = 0.5, ShortestShare = 0.03, LongestShare = 0.38, AveragesTimes = false, AbortTimeMs = (double?)null });
        SpecSyncOptions.Paper.Should().BeEquivalentTo(new { LossWeight = 1.0, ShortestShare = 0.0, LongestShare = double.PositiveInfinity, AveragesTimes = false });
        SpecSyncOptions.ReleasedCode.Should().BeEquivalentTo(new { LossWeight = 0.25, ShortestShare = 0.03, LongestShare = (double?)null, AveragesTimes = true });
        SpecSyncOptions.ReleasedCode.LongestShareOf(40).Should().BeApproximately(0.38, 0.001);
    }

    [Fact]
    public void Fixed_keeps_its_time_and_rate() =>
        SpecSyncOptions.Fixed(12.5, 0.025).Should().BeEquivalentTo(new { AbortTimeMs = 12.5, AbortRate = 0.025, AbortTime = 12_500_000L });

    [Theory]
    [InlineData(0, 0.1, "abortTimeMs")]
    [InlineData(-1, 0.1, "abortTimeMs")]
    [InlineData(1e-7, 0.1, "abortTimeMs")]
    [InlineData(3_600_001, 0.1, "abortTimeMs")]
    [InlineData(double.NaN, 0.1, "abortTimeMs")]
    [InlineData(1, -0.1, "abortRate")]
    [InlineData(1, 1_001, "abortRate")]
    [InlineData(1, double.NaN, "abortRate")]
    public void What_is_out_of_range_is_told_where_to_begin(double abortTimeMs, double abortRate, string named) =>
        FluentActions.Invoking(() => SpecSyncOptions.Fixed(abortTimeMs, abortRate)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*begin with*").WithParameterName(named);

    [Fact]
    public void A_staleness_out_of_range_is_told_what_to_leave() =>
        FluentActions.Invoking(() => SpecSyncOptions.Paper with { Staleness = -1 }).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*0 to 1,000,000; for no bound leave it null*");

    [Fact]
    public void Timers_of_different_attempts_are_different_and_say_whose_they_are()
    {
        int[] parts = [0, 1, 5, 16_383];
        AttemptId[] attempts = [.. parts.SelectMany(seat => parts.SelectMany(life => parts.Append(int.MaxValue).Select(clock => new AttemptId(new(seat, life), clock, 0))))];

        attempts.Select(SeatTimer.IdOf).Should().OnlyHaveUniqueItems().And.OnlyContain(id => id >= 0);
        attempts.Select(a => SeatTimer.AttemptOf(SeatTimer.IdOf(a))).Should().Equal(attempts);
        FluentActions.Invoking(() => SeatTimer.IdOf(new(new(16_384, 0), 0, 0))).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => SeatTimer.IdOf(new(new(0, 262_144), 0, 0))).Should().Throw<InvalidOperationException>();
    }
}
