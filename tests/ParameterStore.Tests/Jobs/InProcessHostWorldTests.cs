using FsCheck;
using FsCheck.Fluent;

namespace ParameterStore.Tests;

public class InProcessHostWorldTests
{
    // Time passes by two microseconds. What all suites run, and other options of it.
    public static TheoryData<string> Policies => [.. KnownPolicies.Texts(clockMs: 0.05), "dssp:0,3", "kofn:1/2,drop", "kofn:2/4,cache"];

    [Theory]
    [MemberData(nameof(Policies))]
    public void However_workers_interleave_die_and_join_every_block_is_committed_exactly_once(string policy) => Prop.ForAll<int[], byte>((choices, size) =>
    {
        var job = new WalkedJob(SyncPolicy.Parse(policy).Create(), workers: 1 + (size % 4), shards: 1 + (size / 4 % 7), losses: size % 3, joiners: size % 5 / 2, momentTicks: 20);

        job.Walk(choices).Should().BeNull();

        job.Statistics.Stopped.Should().Be(StopReason.Completed);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void However_attempts_are_aborted_every_block_has_one_end() => Prop.ForAll<int[], byte>((choices, size) =>
    {
        var job = new WalkedJob(new Aborting(), workers: 1 + (size % 4), shards: 1 + (size / 4 % 7), losses: size % 3, joiners: size % 5 / 2);

        job.Walk(choices).Should().BeNull();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_choices_give_the_same_run()
    {
        int[] choices = [5, 3, 8, 1, 9, 2, 7];
        IEnumerable<Commit> Run()
        {
            var job = new WalkedJob(new BoundedStalenessPolicy(1), workers: 3, shards: 5, losses: 1, joiners: 1);
            job.Walk(choices).Should().BeNull();
            return job.Committed.Select(c => c.Commit);
        }

        Run().Should().Equal(Run());
    }

    [Fact]
    public void The_check_notices_a_block_that_is_lost_done_twice_or_out_of_order()
    {
        (Commit, BlockId[])[] right = [(default, [new(0, 0, 0), new(1, 0, 0)]), (default, [new(0, 1, 0)]), (default, [new(1, 1, 0)])];

        WalkedJob.ExactlyOnce(right, 2, 2).Should().BeNull();
        WalkedJob.ExactlyOnce(right[..2], 2, 2).Should().Contain("example shard 1");
        WalkedJob.ExactlyOnce([.. right, right[2]], 2, 2).Should().Contain("example shard 1");
        WalkedJob.ExactlyOnce([right[1], right[0], right[2]], 2, 2).Should().Contain("example shard 0");
        WalkedJob.ExactlyOnce(right, 3, 2).Should().Contain("never done");
    }

    /// <summary>Lets everybody go, and aborts a good part of the attempts: some blocks are redone, some skipped.</summary>
    private sealed class Aborting : ISyncPolicy
    {
        private long _pushes;

        public SyncTraits Traits => ScriptedPolicy.OnPush;

        public void On(in SyncEvent e, ICollection<SyncDecision> decisions)
        {
            bool skips = (e.Clock + e.Worker.Seat) % 3 == 0;
            if (e.Kind == SyncEventKind.Ready)
                decisions.Add(SyncDecision.Release(new(e.Worker, e.Clock, 0), 0, PullBound.Newest));
            else if (e.Kind == SyncEventKind.Pulled && e.Attempt.Try == 0 && (e.Clock + e.Worker.Seat) % 2 == 0)
                decisions.Add(SyncDecision.Abort(e.Attempt, skips ? AbortKind.SkipBlock : AbortKind.RedoBlock));
            else if (e.Kind == SyncEventKind.Aborted && !skips)
                decisions.Add(SyncDecision.Release(e.Attempt with { Try = 1 }, 0, PullBound.Newest));
            else if (e.Kind == SyncEventKind.Pushed)
                _pushes++;
            else if (e.Kind == SyncEventKind.StopRequested)
                decisions.Add(SyncDecision.Stop(_pushes));
        }

        public void Save(System.Buffers.IBufferWriter<byte> to) => throw new NotSupportedException();

        public void Load(ReadOnlySpan<byte> from) => throw new NotSupportedException();
    }
}
