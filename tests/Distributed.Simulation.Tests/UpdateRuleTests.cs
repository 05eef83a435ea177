namespace Distributed.Simulation.Tests;

public sealed class UpdateRuleTests
{
    public static TheoryData<string> Rules =>
        ["momentum:0.5", "momentum:-0.3", "momentum:auto", "staleness-aware", "dc:0.04", "dc:adaptive", "momentum:0.5+staleness-aware", "dc:adaptive/1+staleness-aware"];

    [Theory]
    [MemberData(nameof(Rules))]
    [InlineData("add")]
    [InlineData("momentum:auto/0.95")]
    [InlineData("momentum:auto/0.9/negative")]
    public void A_text_is_read_as_the_rule_that_wrote_it(string text) => UpdateRule.Parse(text).ToString().Should().Be(text);

    [Fact]
    public void Short_forms_have_the_papers_numbers()
    {
        UpdateRule.Parse("dc").ToString().Should().Be("dc:0.04");
        UpdateRule.Parse("dc:adaptive/2").ToString().Should().Be("dc:adaptive");
        UpdateRule.Parse("momentum:auto/0.9").ToString().Should().Be("momentum:auto");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Add")]
    [InlineData("momentum")]
    [InlineData("momentum:1")]
    [InlineData("momentum:auto/1")]
    [InlineData("momentum:auto/0.9/positive")]
    [InlineData("dc:-1")]
    [InlineData("staleness-aware:2")]
    [InlineData("staleness-aware+staleness-aware")]
    public void What_is_no_rule_is_refused(string text) => FluentActions.Invoking(() => UpdateRule.Parse(text)).Should().Throw<FormatException>().WithMessage($"*'{text}'*");

    [Theory]
    [InlineData("momentum:auto", "asp", 4, "Momentum(0.15)")]
    [InlineData("momentum:auto", "ssp:3", 40, "Momentum(0)")]
    [InlineData("momentum:auto/0.9/negative", "asp", 40, "Momentum(-0.075)")]
    [InlineData("momentum:auto", "bsp", 4, "Momentum(0.9)")]
    [InlineData("dc", "asp", 4, "DelayCompensated(0.04, step 0.1)")]
    [InlineData("dc:adaptive+staleness-aware", "asp", 4, "StalenessAware(AdaptiveDelayCompensated(2, step 0.1))")]
    [InlineData("add+staleness-aware", "asp", 4, "StalenessAware(Add)")]
    public void A_rule_takes_its_numbers_from_the_run(string rule, string policy, int workers, string fold)
    {
        SimulationOptions options = Small.Options(policy, workers: workers);
        UpdateRule.Parse(rule).FoldFor(options, options.Policy.Create().Traits).ToString().Should().Be(fold);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void One_seed_is_one_run_under_every_rule_and_no_two_rules_are_one(string rule)
    {
        SimulationOptions options = Small.WithFaults(Small.Options("ssp:2")) with { Update = UpdateRule.Parse(rule) };
        SimulationResult first = VirtualCluster.Run(options), second = VirtualCluster.Run(options), added = VirtualCluster.Run(options with { Update = UpdateRule.Add });
        (second.EventLogHash, second.ParametersHash).Should().Be((first.EventLogHash, first.ParametersHash));
        (first.ParametersHash == added.ParametersHash).Should().Be(rule == "momentum:auto" && options.Workers > 9);
        double.IsFinite(first.FinalLoss).Should().BeTrue();
    }

    [Theory]
    [InlineData("bsp")]
    [InlineData("ssp:2")]
    [InlineData("asp")]
    [InlineData("kofn:4/8,cache")]
    public void Rules_without_strength_are_addition_to_the_bit(string policy)
    {
        SimulationOptions options = Small.Options(policy);
        SimulationResult added = VirtualCluster.Run(options);
        foreach (string rule in new[] { "momentum:0", "dc:0", "dc:adaptive/0" })
        {
            SimulationResult run = VirtualCluster.Run(options with { Update = UpdateRule.Parse(rule) });
            (run.EventLogHash, run.ParametersHash, run.BytesPushed).Should().Be((added.EventLogHash, added.ParametersHash, added.BytesPushed), rule);
        }
    }

    [Fact]
    public void Steps_without_a_lag_are_not_divided_and_a_step_of_many_has_none()
    {
        SimulationOptions options = Small.Options("bsp");
        VirtualCluster.Run(options with { Update = UpdateRule.StalenessAware }).ParametersHash.Should().Be(VirtualCluster.Run(options).ParametersHash);
        SimulationOptions alone = Small.Options("asp", workers: 1);
        VirtualCluster.Run(alone with { Update = UpdateRule.DelayCompensated(1) }).ParametersHash.Should().Be(VirtualCluster.Run(alone).ParametersHash, "nobody else changes what one worker pulled");
    }

    [Fact]
    public void A_push_that_carries_what_it_pulled_is_twice_as_long()
    {
        SimulationOptions options = Small.Options("asp");
        SimulationResult run = VirtualCluster.Run(options with { Update = UpdateRule.DelayCompensated() });
        run.BytesPushed.Should().Be(2 * run.Pushes * options.Workload.PushBytes);
    }

    [Fact]
    public void The_trainers_tables_are_added_to()
    {
        SimulationOptions options = Small.Options("asp") with { Workload = Workload.FactorizationTrainer(), Update = UpdateRule.Momentum(0.5) };
        FluentActions.Invoking(() => VirtualCluster.Run(options)).Should().Throw<ArgumentException>().WithMessage("*workload mf*momentum:0.5*");
    }

    [Fact]
    public void A_policy_under_which_workers_add_for_themselves_is_refused_by_name()
    {
        SimulationOptions options = Small.Options("essp:2") with { Update = UpdateRule.Momentum(0.5) };
        FluentActions.Invoking(() => VirtualCluster.Run(options)).Should().Throw<ArgumentException>().WithMessage("*essp:2*momentum:0.5*");
    }
}
