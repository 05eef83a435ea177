using ParameterStore;

namespace Distributed.Simulation.Tests;

public sealed class FaultTests
{
    [Fact]
    public void Every_push_is_taken_once_whatever_happens_to_messages()
    {
        SimulationResult result = VirtualCluster.Run(Small.WithFaults(Small.Options("asp")) with { RecordsLog = true });
        AttemptId[] pushed = [.. result.Log!.Entries.Where(entry => entry.Event.Kind == SyncEventKind.Pushed).Select(entry => entry.Event.Attempt)];
        pushed.Should().OnlyHaveUniqueItems();
        pushed.Should().HaveCount((int)result.Pushes);
        foreach (IGrouping<WorkerId, AttemptId> ofWorker in pushed.GroupBy(attempt => attempt.Worker))
            ofWorker.Select(attempt => attempt.Clock).Should().Equal(Enumerable.Range(ofWorker.First().Clock, ofWorker.Count()), "a worker's clocks follow one another");
        result.Refused.Should().BePositive();
    }

    [Fact]
    public void Doubled_messages_change_nothing_but_bytes()
    {
        SimulationOptions options = Small.Options("asp");
        SimulationResult once = VirtualCluster.Run(options), twice = VirtualCluster.Run(options with { Faults = new() { DoubledShare = 1 } });
        twice.EventLogHash.Should().Be(once.EventLogHash);
        twice.ParametersHash.Should().Be(once.ParametersHash);
        twice.Refused.Should().BePositive();
        twice.BytesPushed.Should().BeGreaterThan(once.BytesPushed);
    }

    [Fact]
    public void A_dead_worker_holds_the_others_back_until_its_death_is_noticed()
    {
        SimulationOptions options = Small.Options("bsp") with { RecordsLog = true, Faults = new() { CrashShare = 0.05, NoticeNs = 4_000_000_000 } };
        SimulationResult result = VirtualCluster.Run(options);
        result.Crashes.Should().BePositive();
        EventLogEntry left = result.Log!.Entries.First(entry => entry.Event.Kind == SyncEventKind.Left);
        left.Event.Reason.Should().Be(LeaveReason.Died);
        result.Log.Entries.Should().Contain(entry => entry.Event.Kind == SyncEventKind.Joined && entry.Event.Worker == new WorkerId(left.Event.Worker.Seat, 1));
        result.WaitedNs.Should().BeGreaterThan(VirtualCluster.Run(options with { Faults = new() }).WaitedNs);
    }

    [Fact]
    public void A_job_whose_workers_are_all_dead_ends() =>
        VirtualCluster.Run(Small.Options("ssp:1") with { Faults = new() { CrashShare = 1, RestartNs = null } }).Crashes.Should().Be(8);

    [Fact]
    public void A_run_says_how_far_it_is()
    {
        var told = new List<LossPoint>();
        SimulationResult result = VirtualCluster.Run(Small.Options("asp"), new Told(told));
        told.Should().Equal(result.Losses);
    }

    private sealed class Told(List<LossPoint> into) : IProgress<LossPoint>
    {
        public void Report(LossPoint value) => into.Add(value);
    }

    [Fact]
    public void A_run_can_be_cancelled()
    {
        Action run = () => VirtualCluster.Run(Small.Options("asp"), cancellation: new(canceled: true));
        run.Should().Throw<OperationCanceledException>();
    }
}
