namespace Distributed.Tool.Tests;

public sealed class TimeModelTextTests
{
    [Fact]
    public void Every_part_arrives()
    {
        TimeModel model = TimeModelText.Parse("exponential:2 + slow:0.05/2/3 + classes:1/0.75/1.33 + clock:0.5");
        model.Noise.ToString().Should().Be("exponential:2");
        (model.SlowShare, model.SlowMin, model.SlowMax).Should().Be((0.05, 2, 3));
        model.Classes.Should().Equal(1, 0.75, 1.33);
        model.ClockNs.Should().Be(500_000_000);
    }

    [Fact]
    public void What_is_not_said_stays_as_it_is()
    {
        TimeModel model = TimeModelText.Parse("slow:0.1");
        model.Should().Be(new TimeModel { SlowShare = 0.1, Noise = model.Noise, Classes = model.Classes });
        model.Noise.ToString().Should().Be(new TimeModel().Noise.ToString());
    }

    [Theory]
    [InlineData("slow:2", "'slow:2' is no part of a time model; write none,*")]
    [InlineData("slow:0.1/3/2", "'slow:0.1/3/2' is no part*")]
    [InlineData("classes:1/0", "'classes:1/0' is no part*")]
    [InlineData("classes:1/0/NaN", "*is no part*")]
    [InlineData("clock:0", "'clock:0' is no part*")]
    [InlineData("lognormal", "'lognormal' is no part*")]
    [InlineData("weibull:3", "'weibull:3' is no part*")]
    [InlineData("pareto:0.5", "'pareto:0.5': α is over 1; at 1 or under there is no mean.")]
    [InlineData("trace:/there/is/no/such.csv", "'trace:/there/is/no/such.csv' cannot be read: *'worker,seconds'.")]
    public void What_is_no_time_model_is_named(string text, string message) =>
        FluentActions.Invoking(() => TimeModelText.Parse(text)).Should().Throw<FormatException>().WithMessage(message);

    [Fact]
    public void A_recorded_trace_is_read()
    {
        using var folder = new TemporaryFolder();
        TimeModelText.Parse("trace:" + folder.Write("times.csv", "0,1.5\n1,0.5\n0,1\n")).Noise.ToString().Should().Be("trace of 3 clocks");
    }
}
