using ParameterStore;

namespace Distributed.Simulation.Tests;

/// <summary>What the update rules are for: learning rates at which forty asynchronous workers that add do not get to the target.</summary>
public sealed class LargeStepTests
{
    private const int Seeds = 3;

    private static readonly Workload _logistic = Workload.Logistic();

    [Theory]
    [InlineData("dc:adaptive", 0.32)]
    [InlineData("dc:adaptive", 0.64)]
    [InlineData("momentum:-0.5", 0.32)]
    [InlineData("staleness-aware", 5.12)]
    public void A_rule_reaches_the_target_at_a_step_at_which_addition_does_not(string rule, double step)
    {
        Reached("add", step).Should().Be(0);
        Reached(rule, step).Should().Be(Seeds);
    }

    [Fact]
    public void At_a_step_that_is_right_for_addition_compensation_changes_little_and_a_divided_step_is_far_too_small()
    {
        Reached("add", 0.16).Should().Be(Seeds);
        Reached("dc:0.04", 0.16).Should().Be(Seeds);
        Reached("dc:adaptive", 0.16).Should().Be(Seeds);
        Reached("staleness-aware", 0.16).Should().Be(0);
    }

    private static int Reached(string rule, double step) => Enumerable.Range(1, Seeds).Count(seed => VirtualCluster.Run(new()
    {
        Policy = SyncPolicy.Asynchronous,
        Workload = _logistic,
        Workers = 40,
        Seed = (ulong)seed,
        Step = step,
        Update = UpdateRule.Parse(rule),
        Target = 0.37,
        MaxTimeNs = 60_000_000_000,
    }).Reached);
}
