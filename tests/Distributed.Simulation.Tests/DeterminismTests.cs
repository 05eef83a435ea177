namespace Distributed.Simulation.Tests;

public sealed class DeterminismTests
{
    [Theory]
    [MemberData(nameof(Small.Policies), MemberType = typeof(Small))]
    public void One_seed_gives_one_run(string policy)
    {
        SimulationOptions options = Small.WithFaults(Small.Options(policy, seed: 7));
        SimulationResult first = VirtualCluster.Run(options);
        SimulationResult second = VirtualCluster.Run(options);
        second.EventLogHash.Should().Be(first.EventLogHash);
        second.ParametersHash.Should().Be(first.ParametersHash);
        second.Losses.Should().Equal(first.Losses);
    }

    [Fact]
    public void Another_seed_gives_another_run() =>
        VirtualCluster.Run(Small.Options("asp", seed: 8)).EventLogHash.Should().NotBe(VirtualCluster.Run(Small.Options("asp", seed: 7)).EventLogHash);

    [Theory]
    [MemberData(nameof(Small.Policies), MemberType = typeof(Small))]
    public void A_recorded_log_replays_to_identical_decisions(string policy)
    {
        SimulationOptions options = Small.WithFaults(Small.Options(policy)) with { RecordsLog = true };
        SimulationResult result = VirtualCluster.Run(options);
        result.Log!.Replay(options.Policy.Create()).Should().BeNull();
        result.Log.Hash().Should().Be(result.EventLogHash);
    }

    [Fact]
    public void A_log_of_another_policy_is_noticed()
    {
        SimulationResult result = VirtualCluster.Run(Small.Options("asp") with { RecordsLog = true });
        result.Log!.Replay(ParameterStore.SyncPolicy.BoundedStaleness(0).Create()).Should().NotBeNull();
    }
}
