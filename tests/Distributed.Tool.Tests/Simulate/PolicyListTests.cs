namespace Distributed.Tool.Tests;

public sealed class PolicyListTests
{
    [Theory]
    [InlineData("asp", "asp")]
    [InlineData("asp,bsp", "asp|bsp")]
    [InlineData("asp, ssp:3 ,bsp", "asp|ssp:3|bsp")]
    [InlineData("ssp:3,asp", "ssp:3|asp")]
    [InlineData("dssp:3,12", "dssp:3,12")]
    [InlineData("dssp:3,12,asp,kofn:32/40,cache,bsp", "dssp:3,12|asp|kofn:32/40,cache|bsp")]
    [InlineData("ssp:1,SSP:2", "ssp:1|SSP:2")]
    [InlineData("asp;specsync:paper,ssp:3", "asp|specsync:paper,ssp:3")]
    [InlineData("specsync:paper,ssp:3;", "specsync:paper,ssp:3")]
    [InlineData("asp,specsinc", "asp|specsinc")]
    public void A_comma_separates_where_a_policy_begins_and_a_semicolon_everywhere(string text, string policies) =>
        string.Join('|', PolicyList.Split(text)).Should().Be(policies);

    [Fact]
    public void What_is_no_policy_is_named_alone() =>
        FluentActions.Invoking(() => PolicyList.Read("asp,specsinc")).Should().Throw<FormatException>().WithMessage("'specsinc' is no synchronization policy; write bsp,*");
}
