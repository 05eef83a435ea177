namespace ParameterStore.Tests;

public class SyncPolicyTests
{
    [Theory]
    [InlineData("bsp", ApplyMode.ByDecision, 0)]
    [InlineData("asp", ApplyMode.OnPush, int.MaxValue)]
    [InlineData("ssp:0", ApplyMode.OnPush, 0)]
    [InlineData("ssp:3", ApplyMode.OnPush, 3)]
    [InlineData("ssp:1000000", ApplyMode.OnPush, SyncPolicy.StalenessLimit)]
    [InlineData("essp:0", ApplyMode.OnPush, 0)]
    [InlineData("essp:1000000", ApplyMode.OnPush, SyncPolicy.StalenessLimit)]
    [InlineData("autostaleness", ApplyMode.OnPush, 16)]
    [InlineData("autostaleness:0,0", ApplyMode.OnPush, 0)]
    [InlineData("autostaleness:2,8,0.25", ApplyMode.OnPush, 8)]
    [InlineData("autostaleness:5,1000000,1000000000", ApplyMode.OnPush, SyncPolicy.StalenessLimit)]
    [InlineData("naive:0", ApplyMode.OnPush, int.MaxValue)]
    [InlineData("naive:0.000001", ApplyMode.OnPush, int.MaxValue)]
    [InlineData("naive:1000.25", ApplyMode.OnPush, int.MaxValue)]
    [InlineData("naive:3600000", ApplyMode.OnPush, int.MaxValue)]
    [InlineData("elasticbsp:1", ApplyMode.OnPush, int.MaxValue)]
    [InlineData("elasticbsp:1000", ApplyMode.OnPush, int.MaxValue)]
    [InlineData("specsync", ApplyMode.OnPush, int.MaxValue)]
    [InlineData("specsync:paper", ApplyMode.OnPush, int.MaxValue)]
    [InlineData("specsync:released", ApplyMode.OnPush, int.MaxValue)]
    [InlineData("specsync:ssp:0", ApplyMode.OnPush, 0)]
    [InlineData("specsync:paper,ssp:3", ApplyMode.OnPush, 3)]
    [InlineData("specsync:12.5/0.025", ApplyMode.OnPush, int.MaxValue)]
    [InlineData("specsync:0.000001/0,ssp:1000000", ApplyMode.OnPush, SyncPolicy.StalenessLimit)]
    [InlineData("specsync:3600000/1000", ApplyMode.OnPush, int.MaxValue)]
    [InlineData("specsync:1/0.000000001", ApplyMode.OnPush, int.MaxValue)]
    [InlineData("dssp:0,0", ApplyMode.OnPush, 0)]
    [InlineData("dssp:3,12", ApplyMode.OnPush, 15)]
    [InlineData("dssp:1000000,1000", ApplyMode.OnPush, 1_001_000)]
    public void The_text_form_reads_and_writes(string text, ApplyMode apply, int staleness)
    {
        var policy = SyncPolicy.Parse(text);

        policy.ToString().Should().Be(text);
        policy.Create().Traits.Should().BeEquivalentTo(new { Apply = apply, StalenessMax = staleness });
    }

    [Theory]
    [InlineData(0.12345678901234566, "autostaleness:3,16,0.12345678901234566")]
    [InlineData(1e-32, "autostaleness:3,16,0.00000000000000000000000000000001")]
    [InlineData(1.5e-7, "autostaleness:3,16,0.00000015")]
    [InlineData(123456789.01234567, "autostaleness:3,16,123456789.01234567")]
    public void No_digit_of_a_lower_bound_is_lost(double floor, string text)
    {
        SyncPolicy.AutoStaleness(3, 16, floor).ToString().Should().Be(text);
        SyncPolicy.Parse(text).ToString().Should().Be(text);
    }

    [Fact]
    public void Any_number_reads_back_as_itself_and_has_no_exponent()
    {
        foreach (double number in new[] { 0, double.Epsilon, 1e-32, 1.0 / 3, 1, 1e9, 1.2345678901234567e15, 1.2345678901234567e20, double.MaxValue })
        {
            string text = PolicyForm.TextOf(number);
            text.Should().MatchRegex("^[0-9]+([.][0-9]+)?$");
            PolicyForm.Number(text, 0, double.MaxValue).Should().Be(number);
        }

        PolicyForm.TextOf(0.1f).Should().Be("0.1");
        PolicyForm.TextOf(1e-6f).Should().Be("0.000001");
    }

    [Theory]
    [InlineData(" SSP:3 ", "ssp:3")]
    [InlineData("Bsp", "bsp")]
    [InlineData("ssp: 1", "ssp:1")]
    [InlineData("ssp:007", "ssp:7")]
    [InlineData("naive:1.50", "naive:1.5")]
    [InlineData("SpecSync:Default", "specsync")]
    [InlineData("specsync:default, ssp: 3", "specsync:ssp:3")]
    [InlineData("specsync: 10.0 / .50", "specsync:10/0.5")]
    [InlineData("naive:.0000004", "naive:0")]
    [InlineData("elasticbsp", "elasticbsp:15")]
    [InlineData("dssp", "dssp:3,12")]
    [InlineData("DSSP: 1 , 2", "dssp:1,2")]
    [InlineData("AutoStaleness:3, 16, 0.0", "autostaleness")]
    [InlineData("autostaleness:1,2,.0000001", "autostaleness:1,2,0.0000001")]
    public void Case_and_space_around_do_not_matter(string text, string canonical) => SyncPolicy.Parse(text).ToString().Should().Be(canonical);

    [Theory]
    [InlineData("ssp")]
    [InlineData("ssp:")]
    [InlineData("ssp:-1")]
    [InlineData("ssp:+1")]
    [InlineData("ssp:1.5")]
    [InlineData("ssp:1000001")]
    [InlineData("ssp:99999999999")]
    [InlineData("ssp:1:2")]
    [InlineData("ssp:1,2")]
    public void Arguments_that_do_not_fit_are_told_what_to_write(string text) =>
        FluentActions.Invoking(() => SyncPolicy.Parse(text)).Should().Throw<FormatException>()
            .WithMessage($"'{text}' is no synchronization policy; write ssp:S (S clocks of staleness, 0 to 1000000).");

    [Theory]
    [InlineData("essp")]
    [InlineData("essp:-1")]
    [InlineData("essp:1000001")]
    [InlineData("essp:1,2")]
    public void An_eager_staleness_that_does_not_fit_is_told_what_to_write(string text) =>
        FluentActions.Invoking(() => SyncPolicy.Parse(text)).Should().Throw<FormatException>().WithMessage($"'{text}' is no synchronization policy; write essp:S (*");

    [Theory]
    [InlineData("autostaleness:")]
    [InlineData("autostaleness:3")]
    [InlineData("autostaleness:3,2")]
    [InlineData("autostaleness:-1,2")]
    [InlineData("autostaleness:1,1000001")]
    [InlineData("autostaleness:1,2,-1")]
    [InlineData("autostaleness:1,2,1e3")]
    [InlineData("autostaleness:1,2,3,4")]
    public void A_staleness_to_tune_that_does_not_fit_is_told_what_to_write(string text) =>
        FluentActions.Invoking(() => SyncPolicy.Parse(text)).Should().Throw<FormatException>().WithMessage($"'{text}' is no synchronization policy; write autostaleness:S,MAX,FLOOR (*");

    [Theory]
    [InlineData("naive")]
    [InlineData("naive:-1")]
    [InlineData("naive:1e3")]
    [InlineData("naive:3600001")]
    [InlineData("naive:1,2")]
    public void A_delay_that_does_not_fit_is_told_what_to_write(string text) =>
        FluentActions.Invoking(() => SyncPolicy.Parse(text)).Should().Throw<FormatException>().WithMessage($"'{text}' is no synchronization policy; write naive:MS (*");

    [Theory]
    [InlineData("elasticbsp:")]
    [InlineData("elasticbsp:0")]
    [InlineData("elasticbsp:1001")]
    [InlineData("elasticbsp:3,3")]
    public void A_lookahead_that_does_not_fit_is_told_what_to_write(string text) =>
        FluentActions.Invoking(() => SyncPolicy.Parse(text)).Should().Throw<FormatException>().WithMessage($"'{text}' is no synchronization policy; write elasticbsp:R (*");

    [Theory]
    [InlineData("dssp:3")]
    [InlineData("dssp:-1,3")]
    [InlineData("dssp:3,1001")]
    [InlineData("dssp:1000001,3")]
    [InlineData("dssp:1,2,3")]
    public void Two_bounds_that_do_not_fit_are_told_what_to_write(string text) =>
        FluentActions.Invoking(() => SyncPolicy.Parse(text)).Should().Throw<FormatException>().WithMessage($"'{text}' is no synchronization policy; write dssp:S,R (*");

    [Theory]
    [InlineData(-1, 0, "Staleness is a number of clocks from 0 to 1,000,000*")]
    [InlineData(0, -1, "The fastest may be given 0 to 1,000 clocks more*")]
    [InlineData(0, 1_001, "The fastest may be given 0 to 1,000 clocks more*")]
    public void Two_bounds_out_of_range_are_told_the_ranges(int stalenessMin, int extraMax, string message) =>
        FluentActions.Invoking(() => SyncPolicy.DynamicStaleness(stalenessMin, extraMax)).Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public void A_lookahead_out_of_range_is_told_the_range(int lookahead) =>
        FluentActions.Invoking(() => SyncPolicy.ElasticBsp(lookahead)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("A lookahead is 1 to 1,000 clocks*");

    [Theory]
    [InlineData("specsync:")]
    [InlineData("specsync:slow")]
    [InlineData("specsync:ssp")]
    [InlineData("specsync:ssp:-1")]
    [InlineData("specsync:ssp:3,paper")]
    [InlineData("specsync:paper,released")]
    [InlineData("specsync:0/0.1")]
    [InlineData("specsync:3600001/0.1")]
    [InlineData("specsync:1/1001")]
    [InlineData("specsync:1/-1")]
    [InlineData("specsync:1/2/3")]
    [InlineData("specsync:1")]
    public void A_speculation_that_does_not_fit_is_told_what_to_write(string text) =>
        FluentActions.Invoking(() => SyncPolicy.Parse(text)).Should().Throw<FormatException>().WithMessage($"'{text}' is no synchronization policy; write specsync, *");

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("none:3")]
    public void A_name_that_is_no_policy_is_told_all(string text) =>
        FluentActions.Invoking(() => SyncPolicy.Parse(text)).Should().Throw<FormatException>()
            .WithMessage($"'{text}' is no synchronization policy; write bsp, ssp:S (S clocks of staleness, 0 to 1000000), asp*.");

    [Fact]
    public void Arguments_where_there_are_none_are_refused() =>
        FluentActions.Invoking(() => SyncPolicy.Parse("bsp:1")).Should().Throw<FormatException>().WithMessage("'bsp:1' is no synchronization policy; write bsp.");

    [Theory]
    [InlineData(-1)]
    [InlineData(SyncPolicy.StalenessLimit + 1)]
    [InlineData(int.MaxValue)]
    public void A_staleness_out_of_range_is_told_what_to_use(int staleness) =>
        FluentActions.Invoking(() => SyncPolicy.BoundedStaleness(staleness)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("Staleness is a number of clocks from 0 to 1,000,000; for no bound use SyncPolicy.Asynchronous.*");

    [Fact]
    public void Every_job_gets_a_state_machine_of_its_own() => SyncPolicy.BulkSynchronous.Create().Should().NotBeSameAs(SyncPolicy.BulkSynchronous.Create());
}
