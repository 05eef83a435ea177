using ParameterStore;

namespace Distributed.Simulation.Tests;

/// <summary>Pushes of others that are sent ahead of pulls.</summary>
public sealed class EagerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Clocks_are_shorter_than_those_of_ssp_where_bandwidth_is_scarce(ulong seed)
    {
        // A pull takes a third of a clock.
        double scarce = Small.Logistic.Learner.PullBytes / 0.33;
        var network = new NetworkModel { WorkerBytesPerSecond = scarce };

        long eager = ClocksOf("essp:3", seed, network), asked = ClocksOf("ssp:3", seed, network);

        ((double)eager / asked).Should().BeInRange(1.15, 1.5);
    }

    [Fact]
    public void A_pull_that_finds_what_it_needs_takes_no_time()
    {
        SimulationOptions alone = Small.Options("essp:1", workers: 1) with { Network = new() { LatencyNs = 100_000_000 }, Time = new() { Noise = TimeNoise.None, ClockNs = 1_000_000_000 }, MaxTimeNs = 100_000_000_000 };

        // A second to compute, a fifth for the push and its acknowledgement; another fifth where the pull asks.
        VirtualCluster.Run(alone).Clocks.Should().BeInRange(81, 84);
        VirtualCluster.Run(alone with { Policy = SyncPolicy.BoundedStaleness(1) }).Clocks.Should().BeInRange(70, 72);
    }

    [Fact]
    public void With_no_network_to_save_it_does_as_many_clocks_as_ssp()
    {
        var network = new NetworkModel { LatencyNs = 0 };

        ClocksOf("essp:2", 1, network).Should().Be(ClocksOf("ssp:2", 1, network));
    }

    [Fact]
    public void Every_read_holds_what_the_staleness_asks_for_though_it_did_not_ask()
    {
        int reads = 0;
        for (ulong seed = 1; seed <= 40; seed++)
            reads += Check(Recorded("essp:2", seed), staleness: 2);

        reads.Should().BeGreaterThan(1_000);
    }

    [Fact]
    public void The_check_notices_reads_that_lack_what_they_must_hold()
    {
        Action check = () =>
        {
            for (ulong seed = 1; seed <= 10; seed++)
                Check(Recorded("essp:2", seed), staleness: 1);
        };
        check.Should().Throw<InvalidOperationException>().WithMessage("*reads without clock*");
    }

    private static long ClocksOf(string policy, ulong seed, NetworkModel network) =>
        VirtualCluster.Run(Small.Options(policy, seed) with { Network = network, Time = new(), EvaluateEvery = 100_000, MaxTimeNs = 200_000_000_000 }).Clocks;

    // Without delays of events, so that the log has the commits in the store's order.
    private static EventLog Recorded(string policy, ulong seed)
    {
        SimulationOptions options = Small.WithFaults(Small.Options(policy, seed, workers: 5));
        return VirtualCluster.Run(options with { RecordsLog = true, Network = options.Network with { EventDelayNs = 0, WorkerBytesPerSecond = 100 } }).Log!;
    }

    private static int Check(EventLog log, int staleness)
    {
        var commits = new List<AttemptId>();
        int reads = 0;
        foreach (EventLogEntry entry in log.Entries)
        {
            if (entry.Event.Kind == SyncEventKind.Pushed)
                commits.Add(entry.Event.Attempt);
            if (entry.Event.Kind != SyncEventKind.Pulled)
                continue;
            reads++;
            AttemptId reader = entry.Event.Attempt;
            foreach (AttemptId commit in commits.Skip((int)entry.Event.Version.Index))
                if (commit.Clock < reader.Clock - staleness && commit.Worker != reader.Worker)
                    throw new InvalidOperationException($"{reader} reads without clock {commit.Clock} of {commit.Worker}.");
        }

        return reads;
    }
}
