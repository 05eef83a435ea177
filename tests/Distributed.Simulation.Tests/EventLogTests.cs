using System.Buffers;
using ParameterStore;

namespace Distributed.Simulation.Tests;

public sealed class EventLogTests
{
    [Theory]
    [InlineData("bsp")]
    [InlineData("asp")]
    public void A_log_that_was_saved_is_read_as_it_was(string policy)
    {
        EventLog log = VirtualCluster.Run(Small.WithFaults(Small.Options(policy)) with { RecordsLog = true }).Log!;
        EventLog read = EventLog.Load(Bytes(log));
        read.Hash().Should().Be(log.Hash());
        read.Entries.Select(entry => entry.Event).Should().Equal(log.Entries.Select(entry => entry.Event));
        read.Replay(SyncPolicy.Parse(policy).Create()).Should().BeNull();
    }

    [Fact]
    public void Every_kind_of_event_and_decision_is_saved()
    {
        var attempt = new AttemptId(new(1, 2), 3, 4);
        SyncEvent[] events =
        [
            SyncEvent.Joined(new(1, 2), 3), SyncEvent.Left(new(1, 2), LeaveReason.Resigned), SyncEvent.Ready(new(1, 2), 3), SyncEvent.Pulled(attempt, new(5, 6)),
            SyncEvent.Aborted(attempt), SyncEvent.Pushed(attempt, new(5, 6)), SyncEvent.Timer(-7), SyncEvent.Measured(8, -0.5), SyncEvent.StopRequested(StopReason.EarlyStop),
        ];
        SyncDecision[] decisions =
        [
            SyncDecision.Release(attempt, 9, PullBound.AtLeast(10)), SyncDecision.Abort(attempt, AbortKind.SkipBlock), SyncDecision.Apply(attempt, 0.25f), SyncDecision.Discard(attempt),
            SyncDecision.EndStep(), SyncDecision.ArmTimer(-11, 12), SyncDecision.CancelTimer(13), SyncDecision.Measure(14), SyncDecision.SetStepScale(0.5f), SyncDecision.Announce(15), SyncDecision.Stop(16),
        ];
        events.Select(e => e.Kind).Should().Equal(Enum.GetValues<SyncEventKind>());
        decisions.Select(d => d.Kind).Should().BeEquivalentTo(Enum.GetValues<SyncDecisionKind>());
        var log = new EventLog([.. events.Select((e, i) => new EventLogEntry(e with { Sequence = i + 1, Now = i / 2 }, i == 0 ? decisions : []))]);
        EventLog read = EventLog.Load(Bytes(log));
        read.Entries.Select(entry => entry.Event).Should().Equal(log.Entries.Select(entry => entry.Event));
        read.Entries[0].Decisions.Should().Equal(decisions);
    }

    [Fact]
    public void Bytes_that_are_no_log_are_refused()
    {
        byte[] bytes = Bytes(VirtualCluster.Run(Small.Options("asp") with { RecordsLog = true, MaxPushes = 20 }).Log!);
        for (int length = 0; length < bytes.Length; length += 7)
            ((Action)(() => EventLog.Load(bytes.AsSpan(0, length)))).Should().Throw<InvalidDataException>();
    }

    [Fact]
    public void A_changed_event_changes_the_hash()
    {
        EventLog log = VirtualCluster.Run(Small.Options("asp") with { RecordsLog = true, MaxPushes = 20 }).Log!;
        EventLogEntry[] entries = [.. log.Entries];
        entries[5] = entries[5] with { Event = entries[5].Event with { Now = entries[5].Event.Now + 1 } };
        new EventLog(entries).Hash().Should().NotBe(log.Hash());
    }

    [Fact]
    public void A_job_can_be_recorded_through_its_policy()
    {
        var recorder = new EventLogRecorder(SyncPolicy.BoundedStaleness(2));
        recorder.Policy.ToString().Should().Be("ssp:2");
        SimulationOptions options = Small.Options("ssp:2") with { RecordsLog = true };
        SimulationResult result = VirtualCluster.Run(options with { Policy = recorder.Policy });
        recorder.Log().Hash().Should().Be(result.EventLogHash).And.Be(VirtualCluster.Run(options).EventLogHash);
        VirtualCluster.Run(options with { Policy = recorder.Policy, MaxPushes = 5 });
        recorder.Log().Entries.Count.Should().BeLessThan(result.Log!.Entries.Count, "each job begins a new log");
    }

    private static byte[] Bytes(EventLog log)
    {
        var to = new ArrayBufferWriter<byte>();
        log.Save(SyncPolicy.Asynchronous, to);
        return to.WrittenSpan.ToArray();
    }
}
