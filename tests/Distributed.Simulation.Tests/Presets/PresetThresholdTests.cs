using ParameterStore;
using Xunit.Abstractions;

namespace Distributed.Simulation.Tests;

/// <summary>What the presets must show, at the default scale with all ten seeds. Policies that no claim is about are left out, which changes no row of the others.</summary>
public sealed class PresetThresholdTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(10)]
    public void Coded_products_gain_what_the_theory_says_within_a_tenth(double mu)
    {
        double slope = CodedExperiment.FittedSlope(CodedExperiment.Run(CodedExperiment.Plan(false) with { Mus = [mu] })), expected = CodedTimes.Slope(mu);
        output.WriteLine($"μ = {mu}: {slope:0.000}, expected {expected:0.000}");
        slope.Should().BeInRange(0.9 * expected, 1.1 * expected);
    }

    [LongPresetFact]
    public void Elastic_barriers_beat_fixed_ones_among_equal_workers() => Speedup(ElasticPresets.Elastic, "equal-40", "bsp", "elasticbsp:15").Should().BeGreaterThanOrEqualTo(1.4);

    [LongPresetFact]
    public void Elastic_barriers_beat_fixed_ones_among_four_classes() => Speedup(ElasticPresets.Elastic, "classes-40", "bsp", "elasticbsp:15").Should().BeGreaterThanOrEqualTo(1.6);

    [LongPresetFact]
    public void Steps_of_the_first_32_of_40_beat_those_of_all_and_late_gradients_do_no_harm()
    {
        ExperimentRow[] rows = Rows(BackupPresets.BackupStale, "logistic", null, "bsp", "kofn:32/40,drop", "kofn:32/40,cache");
        rows[1].Speedup.Should().BeGreaterThanOrEqualTo(1.8);
        rows[2].TimeToTarget.Should().BeLessThanOrEqualTo(rows[1].TimeToTarget!.Value);
    }

    [LongPresetFact]
    public void Speculative_restarts_at_their_own_best_step_do_no_harm()
    {
        StepChoice ownBest = StepChoice.Best(SpecSyncPresets.Mf.Plan(false).Step.Grid);
        Rows(SpecSyncPresets.Mf, "equal-40", ownBest, "asp", "specsync")[1].Speedup.Should().BeGreaterThanOrEqualTo(0.95);
    }

    [LongPresetFact]
    public void An_intermediate_bound_on_staleness_wins()
    {
        ExperimentRow[] rows = Rows(StalenessPresets.Sweep, "slow-32", null);
        ExperimentRow best = rows.MinBy(row => row.TimeToTarget ?? double.PositiveInfinity)!;
        best.Reached.Should().Be(best.Seeds);
        best.Policy.Should().NotBe(rows[0].Policy).And.NotBe(rows[^1].Policy);
        foreach (ExperimentRow extreme in new[] { rows[0], rows[^1] })
            (extreme.TimeToTarget ?? double.PositiveInfinity).Should().BeGreaterThan(best.TimeToTarget!.Value);
    }

    private double Speedup(Preset preset, string configuration, string first, string policy) => Rows(preset, configuration, null, first, policy)[1].Speedup!.Value;

    // No policies: all of the preset's.
    private ExperimentRow[] Rows(Preset preset, string configuration, StepChoice? step, params string[] policies)
    {
        ExperimentPlan plan = preset.Plan(false);
        plan.Seeds.Should().Be(10);
        ExperimentConfiguration whole = plan.Configurations.Single(each => each.Name == configuration);
        SyncPolicy[] kept = [.. whole.Policies.Where(policy => policies.Length == 0 || policies.Contains(policy.ToString()))];
        kept.Should().HaveCount(policies.Length == 0 ? whole.Policies.Count : policies.Length);
        kept[0].ToString().Should().Be(whole.Policies[0].ToString(), "speed-ups and steps are against the preset's first");
        ExperimentRow[] rows = [.. Experiment.Run(plan with { Configurations = [whole with { Policies = kept }], Step = step ?? plan.Step })];
        foreach (ExperimentRow row in rows)
            output.WriteLine($"{preset.Name}, {row.Configuration}, {row.Policy}: step {row.Step:0.#####}, {row.TimeToTarget:0.00} s, {row.Reached} of {row.Seeds}, {row.Speedup:0.00}");
        return rows;
    }
}
