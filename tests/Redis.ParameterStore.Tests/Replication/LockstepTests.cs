using ParameterStore;

namespace Redis.ParameterStore.Tests;

[Collection(Alone.Name)]
public class LockstepTests
{
    // Clocks are some tens of microseconds long. What all suites run, and other options of it.
    public static TheoryData<string> Policies =>
        [.. KnownPolicies.Texts(clockMs: 0.03), "specsync:released,ssp:1", "specsync:0.003/0.4,ssp:0", "dssp:0,3", "kofn:3/3,cache", "kofn:1/3,drop", "kofn:2/3,cache"];

    [Theory]
    [MemberData(nameof(Policies))]
    public void One_history_leads_to_the_same_in_this_process_s_host_and_in_a_replica(string policy)
    {
        for (int seed = 0; seed < 300; seed++)
            new Lockstep(SyncPolicy.Parse(policy), seed).Run().Should().BeNull($"seed {seed}");
    }

    [Theory]
    [InlineData("bsp", 0)]
    [InlineData("ssp:0", 1)]
    [InlineData("ssp:2", 3)]
    [InlineData("asp", 3)]
    [InlineData("kofn:1/3,cache", 2)]
    public void Lags_of_what_is_committed_are_those_of_the_policy(string policy, int most)
    {
        int largest = 0;
        for (int seed = 0; seed < 100; seed++)
        {
            var run = new Lockstep(SyncPolicy.Parse(policy), seed);
            run.Run().Should().BeNull($"seed {seed}");
            largest = Math.Max(largest, run.LagMax);
        }

        (most == 0 ? largest == 0 : largest >= most).Should().BeTrue($"the largest was {largest}");
    }

    [Theory]
    [InlineData("asp")]
    [InlineData("ssp:1")]
    [InlineData("bsp")]
    public void A_lag_from_the_wrong_version_is_found_out(string policy)
    {
        int found = 0;
        for (int seed = 0; seed < 20; seed++)
            found += new Lockstep(SyncPolicy.Parse(policy), seed) { ForgetsVersions = true }.Run()?.Contains("lag", StringComparison.Ordinal) == true ? 1 : 0;
        found.Should().BeGreaterThan(5);
    }

    [Fact]
    public void Measures_lead_to_the_same_steps_and_releases_in_both()
    {
        int measures = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            var run = new Lockstep(new QuickTuning(1, 4), seed);
            run.Run().Should().BeNull($"seed {seed}");
            measures += run.Measures;
        }

        measures.Should().BeGreaterThan(400);
    }

    [Fact]
    public void Attempts_are_aborted_in_both()
    {
        long aborts = 0;
        for (int seed = 0; seed < 100; seed++)
        {
            var run = new Lockstep(SyncPolicy.Parse("specsync:0.006/0"), seed);
            run.Run().Should().BeNull($"seed {seed}");
            aborts += run.Statistics.Aborts;
        }

        aborts.Should().BeGreaterThan(20);
    }

    [Theory]
    [InlineData("bsp")]
    [InlineData("ssp:1")]
    [InlineData("specsync:0.003/0")]
    [InlineData("kofn:1/2,cache")]
    public void A_replica_that_misses_an_event_is_found_out(string policy)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var run = new Lockstep(SyncPolicy.Parse(policy), seed) { Misses = seed % 2 };
            FluentActions.Invoking(() => run.Run() is string difference ? throw new InvalidOperationException(difference) : 0).Should().Throw<Exception>($"seed {seed}");
        }
    }
}
