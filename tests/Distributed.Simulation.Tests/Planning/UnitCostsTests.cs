namespace Distributed.Simulation.Tests;

public sealed class UnitCostsTests
{
    [Fact]
    public void The_defaults_say_where_they_were_measured()
    {
        UnitCosts.Default.MeasuredOn.Should().Contain("processors").And.Contain("redis-server");
        UnitCosts.Names.Should().HaveCount(14).And.OnlyContain(name => UnitCosts.Default.Of(name) > 0);
    }

    [Fact]
    public void What_is_written_is_read()
    {
        UnitCosts costs = UnitCosts.Default.With("commitNs", 12_345);
        UnitCosts.Read(costs.ToJson()).Should().Be(costs);
        costs.CommitNs.Should().Be(12_345);
    }

    [Theory]
    [InlineData("{}", "*missing required*")]
    [InlineData("[", "*")]
    [InlineData("null", "*it is null*")]
    public void What_is_no_file_of_costs_is_refused(string text, string message) =>
        FluentActions.Invoking(() => UnitCosts.Read(text)).Should().Throw<FormatException>().WithMessage(message);

    [Fact]
    public void A_cost_out_of_its_range_and_one_too_many_are_named()
    {
        string json = UnitCosts.Default.ToJson();
        FluentActions.Invoking(() => UnitCosts.Read(json.Replace("\"ratingBytes\": 10", "\"ratingBytes\": -1"))).Should().Throw<FormatException>().WithMessage("ratingBytes is -1; a cost is over 0*");
        FluentActions.Invoking(() => UnitCosts.Read(json.Replace("\"ratingBytes\": 10", "\"ratingBytes\": 10, \"tea\": 1"))).Should().Throw<FormatException>().WithMessage("*tea*");
    }
}
