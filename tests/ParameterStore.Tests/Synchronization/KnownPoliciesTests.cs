namespace ParameterStore.Tests;

public class KnownPoliciesTests
{
    public static TheoryData<string, int> Bounded => KnownPolicies.Bounded(clockMs: 10);

    [Fact]
    public void Every_kind_of_policy_is_among_those_that_the_suites_run() =>
        KnownPolicies.Texts(clockMs: 10).Select(text => text.Split(':')[0]).Should().Contain(PolicyForm.Names);

    [Fact]
    public void They_are_written_as_they_are_read() =>
        KnownPolicies.Texts(clockMs: 10).Select(text => SyncPolicy.Parse(text).ToString()).Should().Equal(KnownPolicies.Texts(clockMs: 10));

    [Theory]
    [MemberData(nameof(Bounded))]
    public void A_policy_says_the_bound_that_the_suites_hold_it_to(string policy, int bound) =>
        SyncPolicy.Parse(policy).Create().Traits.StalenessMax.Should().Be(bound);

    [Fact]
    public void Whoever_has_a_bound_is_held_to_it() =>
        KnownPolicies.Texts(clockMs: 10).Count(text => SyncPolicy.Parse(text).Create().Traits.StalenessMax < int.MaxValue).Should().Be(Bounded.Count());
}
