namespace Distributed.Tool.Tests;

public sealed class ModelTextTests
{
    [Fact]
    public void Every_part_of_a_network_arrives()
    {
        NetworkText.Parse("latency:2.5+bandwidth:100+shards:4+shard-bandwidth:1000+request:0.01+events:1+decisions:2").Should().Be(new NetworkModel
        {
            LatencyNs = 2_500_000,
            WorkerBytesPerSecond = 1e8,
            Shards = 4,
            ShardBytesPerSecond = 1e9,
            ShardRequestNs = 10_000,
            EventDelayNs = 1_000_000,
            DecisionDelayNs = 2_000_000,
        });
        NetworkText.Parse("shards:2").Should().Be(new NetworkModel { Shards = 2 });
    }

    [Fact]
    public void Every_part_of_the_faults_arrives()
    {
        FaultText.Parse("crash:0.01 + notice:3 + restart:7 + lost:0.02 + late:0.03 + doubled:0.04 + by:0.5").Should().Be(new FaultModel
        {
            CrashShare = 0.01,
            NoticeNs = 3_000_000_000,
            RestartNs = 7_000_000_000,
            LostShare = 0.02,
            LateShare = 0.03,
            DoubledShare = 0.04,
            LateNs = 500_000_000,
        });
        FaultText.Parse("crash:0.5+restart:never").RestartNs.Should().BeNull();
        FaultText.Parse("restart:never").Should().Be(new FaultModel { RestartNs = null });
    }

    [Theory]
    [InlineData("latency:-1")]
    [InlineData("latency:1e3")]
    [InlineData("bandwidth:0")]
    [InlineData("shards:0")]
    [InlineData("shards")]
    [InlineData("jitter:3")]
    [InlineData("")]
    public void What_is_no_part_of_a_network_is_named(string text) =>
        FluentActions.Invoking(() => NetworkText.Parse(text)).Should().Throw<FormatException>().WithMessage($"'{text}' is no part of it; write latency:MS*");

    [Theory]
    [InlineData("crash:1.1")]
    [InlineData("lost:1")]
    [InlineData("restart:soon")]
    [InlineData("fire:1")]
    public void What_is_no_fault_is_named(string text) =>
        FluentActions.Invoking(() => FaultText.Parse(text)).Should().Throw<FormatException>().WithMessage($"'{text}' is no part of it; write crash:SHARE*");

    [Fact]
    public void What_was_asked_for_is_told()
    {
        NetworkText.Describe(new()).Should().BeEmpty();
        FaultText.Describe(new()).Should().BeEmpty();
        NetworkText.Describe(NetworkText.Parse("latency:2+bandwidth:100+shards:4+request:1")).Should().Be("; network: latency 2 ms, 100 MB/s a worker, 4 shards, 1 ms a request");
        FaultText.Describe(FaultText.Parse("crash:0.01+lost:0.02")).Should()
            .Be("; faults: a worker dies in 1 % of clocks, which is noticed after 2 s, and its seat is joined anew after 5 s, 2 % of pushes are lost, by 0.5 s");
    }
}
