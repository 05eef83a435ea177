using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>Records in, exact results out.</summary>
public class JobReplicaTests
{
    [Fact]
    public void Nobody_goes_before_all_are_there_and_a_push_lets_the_others_go_by_itself()
    {
        var world = new ReplicaWorld(ReplicaWorld.Job("ssp:0"));
        WorkerId a = world.Join(1);
        world.Waits(a).Should().BeTrue();
        WorkerId b = world.Join(2);
        (a, b).Should().Be((new WorkerId(0, 0), new WorkerId(1, 0)));
        world.Blocks(a).Should().Be("0:0.0");
        world.Blocks(b).Should().Be("1:0.0");

        EntryResult result = world.Push(1, a);

        result.Outcome.Should().Be(CommitOutcome.Applied);
        result.Version.Should().Be(StoreVersion.Zero.After(new(new(a, 0, 0), 1)));
        world.Waits(a).Should().BeTrue("it is a clock ahead");
        world.Push(2, b);
        world.Blocks(a).Should().Be("0:0.1");
        world.Grant(a).Bound.Should().Be(PullBound.AtLeast(2));
    }

    [Fact]
    public void Attempts_of_one_push_are_one_update_and_several_versions()
    {
        var world = new ReplicaWorld(ReplicaWorld.Job("asp"));
        WorkerId a = world.Join(1), b = world.Join(1);
        PushedAttempt[] attempts = [world.Attempt(b), world.Attempt(a)];

        EntryResult result = world.One(1, new AttemptsPushed(attempts, world.Update(1)));

        StoreVersion expected = StoreVersion.Zero.After(new(attempts[0].Attempt, 1)).After(new(attempts[1].Attempt, 1));
        result.Version.Should().Be(expected);
        world.Replica.Updates.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Before = StoreVersion.Zero, After = expected, attempts[1].Attempt, Weight = 1f });
        world.Replica.UncompactedBytes.Should().Be(10);
        world.Grant(a).Attempt.Clock.Should().Be(1);
        world.Replica.Statistics.Seats[0].Waiting.Should().Be(TimeSpan.FromMicroseconds(1));
    }

    [Fact]
    public void A_group_of_which_one_may_not_push_is_refused_whole()
    {
        var world = new ReplicaWorld(ReplicaWorld.Job("asp"));
        WorkerId a = world.Join(1), b = world.Join(2);

        world.One(1, new AttemptsPushed([world.Attempt(a), world.Attempt(b)], world.Update(1))).Outcome.Should().Be(CommitOutcome.Fenced);

        world.Replica.Version.Should().Be(StoreVersion.Zero);
        world.Replica.Garbage.Should().ContainSingle("what was staged for it is of no use");
    }

    [Fact]
    public void A_clock_that_was_committed_before_is_not_committed_again()
    {
        var world = new ReplicaWorld(ReplicaWorld.Job("asp"));
        WorkerId a = world.Join(1);
        world.Join(1);
        PushedAttempt attempt = world.Attempt(a);
        UpdateRef update = world.Update(1);
        world.One(1, new AttemptsPushed([attempt], update));
        StoreVersion version = world.Replica.Version;

        EntryResult again = world.One(1, new AttemptsPushed([attempt], update));

        (again.Outcome, again.Version, again.Error).Should().Be((CommitOutcome.AlreadyApplied, version, null));
        world.Replica.Garbage.Should().BeEmpty("its blobs are those of the first");
        world.One(1, new AttemptsPushed([attempt], world.Update(1))).Outcome.Should().Be(CommitOutcome.AlreadyApplied);
        world.Replica.Garbage.Should().ContainSingle();
    }

    [Fact]
    public void An_incarnation_is_at_least_what_the_process_asks_for()
    {
        var world = new ReplicaWorld(ReplicaWorld.Job("asp"));
        WorkerId worker = world.One(1, new SeatTaken(3)).Worker;
        worker.Should().Be(new WorkerId(0, 3));
        world.One(1, new SeatLeft(worker, LeaveReason.Resigned, null));
        world.One(1, new SeatTaken()).Worker.Should().Be(new WorkerId(1, 0), "seats that the job starts with are taken first");
        world.One(1, new SeatTaken(2)).Worker.Should().Be(new WorkerId(0, 4), "a life comes after the one before it");
    }

    [Fact]
    public void A_buried_process_s_shards_go_on_from_the_first_block_that_no_commit_names()
    {
        var world = new ReplicaWorld(ReplicaWorld.Job("asp", blocks: 3));
        WorkerId a = world.Join(1), b = world.Join(2);
        world.Push(2, b);
        PushedAttempt late = world.Attempt(b);
        world.Token = 5;
        world.One(1, new MemberBuried(2, "silent"));
        world.Token = 0;

        world.Replica.Members.Select(m => (m.Number, m.IsLive, m.Seats.Count)).Should().Equal((1, true, 1), (2, false, 0));
        EntryResult refused = world.One(2, new AttemptsPushed([late], world.Update(2)));
        refused.Outcome.Should().Be(CommitOutcome.Fenced);
        refused.Error.Should().BeOfType<SeatLostException>();
        world.One(2, new SeatTaken()).Error.Should().BeOfType<SeatLostException>();
        world.Replica.IsAborted(late.Attempt).Should().BeTrue();
        world.Push(1, a);
        world.Blocks(a).Should().Be("0:0.1 1:0.1");

        WorkerId c = world.Join(3);
        c.Should().Be(b with { Incarnation = 1 });
        world.Replica.Has(b).Should().BeFalse();
    }

    [Fact]
    public void A_push_of_a_worker_that_died_counts_if_the_policy_knew_it()
    {
        var world = new ReplicaWorld(ReplicaWorld.Job("bsp"));
        WorkerId a = world.Join(1), b = world.Join(2);
        UpdateRef update = world.Update(2);
        world.Push(2, b, update).Outcome.Should().Be(CommitOutcome.Applied);
        world.Replica.Staged.Should().Equal(update);
        world.One(2, new MemberLeft(2));
        world.Replica.Version.Should().Be(StoreVersion.Zero, "the step is not done");

        world.Push(1, a);

        world.Replica.Version.Index.Should().Be(2);
        world.Replica.Updates.Select(u => (u.Attempt.Worker, u.Weight)).Should().Equal((a, 1f), (b, 1f));
        world.Replica.Staged.Should().BeEmpty();
        world.Blocks(a).Should().Be("0:0.1 1:0.1");
    }

    [Fact]
    public void A_stop_in_the_middle_of_a_step_discards_it_and_everybody_learns_the_version()
    {
        var world = new ReplicaWorld(ReplicaWorld.Job("bsp"));
        WorkerId a = world.Join(1), b = world.Join(2);
        UpdateRef update = world.Update(1, 10, 0);
        world.Push(1, a, update);

        world.One(2, new StopWanted(StopReason.EarlyStop));

        world.Replica.StoppedAt!.Value.Index.Should().Be(1);
        world.Grant(a).StopAt.Should().Be(world.Replica.StoppedAt);
        world.Grant(b).StopAt.Should().Be(world.Replica.StoppedAt);
        world.Replica.Updates.Should().ContainSingle().Which.Update.Should().BeNull();
        world.Replica.Garbage.Should().Equal(update);
        world.Replica.OwnedRows(0).Should().BeNull();
        WorkerId late = world.Join(3);
        world.Grant(late).StopAt.Should().Be(world.Replica.StoppedAt);
        world.Replica.Statistics.Stopped.Should().Be(StopReason.EarlyStop);
    }

    [Fact]
    public void Losses_are_summed_by_epoch_in_the_order_of_shards_and_blocks()
    {
        var world = new ReplicaWorld(ReplicaWorld.Job("asp", blocks: 1, epochs: 2));
        WorkerId a = world.Join(1), b = world.Join(2);
        world.Push(2, b);
        world.Replica.EpochsDone.Should().Be(0);
        FluentActions.Invoking(() => world.Replica.LossOf(0)).Should().Throw<ArgumentOutOfRangeException>();
        world.Push(1, a);

        world.Replica.EpochsDone.Should().Be(1);
        world.Replica.LossOf(0).Should().Be(new BlockLoss(3, 2));
    }

    [Fact]
    public void Owned_rows_are_where_they_were_written_last_and_what_they_replaced_is_garbage()
    {
        var world = new ReplicaWorld(ReplicaWorld.Job("asp", blocks: 3));
        WorkerId a = world.Join(1);
        world.Join(2);
        UpdateRef first = world.Update(1, 10, 0), second = world.Update(1, 10, 0);
        world.Push(1, a, first);
        world.Replica.OwnedRows(0).Should().Be(new OwnedPlace(0, 1, first.Number, 7, world.Replica.Version));
        world.Push(1, a, second);

        world.Replica.OwnedRows(0)!.Value.Number.Should().Be(second.Number);
        world.Replica.Garbage.Should().ContainSingle().Which.Should().BeEquivalentTo(first with { SharedBytes = [0, 0] });
        world.One(1, new AttemptsPushed([world.Attempt(a)], world.Update(1, 10, 1))).Error.Should().BeOfType<ArgumentException>("it has no block of that shard");
    }

    [Fact]
    public void Held_back_rows_are_written_after_the_stop_by_who_did_the_shard_s_last_block()
    {
        var world = new ReplicaWorld(ReplicaWorld.Job("asp", blocks: 1));
        WorkerId a = world.Join(1), b = world.Join(2);
        world.Push(1, a);
        world.One(1, new RowsWrittenBack(a, world.Update(1, 0, 0))).Outcome.Should().Be(CommitOutcome.Fenced, "the job runs");
        world.Push(2, b);
        UpdateRef rows = world.Update(1, 0, 0);

        world.One(1, new RowsWrittenBack(a, rows)).Outcome.Should().Be(CommitOutcome.Applied);

        world.Replica.OwnedRows(0).Should().Be(new OwnedPlace(0, 1, rows.Number, 7, world.Replica.Version));
        world.One(1, new RowsWrittenBack(a, world.Update(1, 0, 1))).Outcome.Should().Be(CommitOutcome.Fenced, "the shard is the other's");
        world.One(2, new RowsWrittenBack(a, world.Update(2, 0, 0))).Outcome.Should().Be(CommitOutcome.Fenced, "the seat is the other's");
        world.One(1, new RowsWrittenBack(a, world.Update(1, 5, 0))).Error.Should().BeOfType<ArgumentException>();
        world.One(2, new SeatLeft(b, LeaveReason.Finished, null));
        world.One(2, new RowsWrittenBack(b, world.Update(2, 0, 1))).Outcome.Should().Be(CommitOutcome.Fenced, "it left");
    }

    [Fact]
    public void Updates_are_kept_until_a_base_after_the_one_that_covers_them()
    {
        var world = new ReplicaWorld(ReplicaWorld.Job("asp", blocks: 9));
        WorkerId a = world.Join(1);
        world.Join(1);
        UpdateRef[] updates = [.. Enumerable.Range(0, 3).Select(_ => world.Update(1))];
        var bases = new List<BaseRef>();
        foreach (UpdateRef update in updates)
        {
            world.Push(1, a, update);
            bases.Add(new(world.Replica.Version, bases.Count + 1, 1, [4, 4], [1, 2]));
        }

        BaseRef wrong = bases[0] with { Version = new(1, 77) };
        world.One(1, new BaseWritten(wrong)).Error.Should().BeOfType<InvalidOperationException>();
        world.One(1, new BaseWritten(bases[1])).Error.Should().BeNull();
        world.Replica.Updates.Select(u => u.Update).Should().Equal(updates[2]);
        world.Replica.UncompactedBytes.Should().Be(10);
        world.Replica.Garbage.Should().BeEmpty();
        world.Replica.Covered.Select(u => u.Number).Should().Equal(updates[0].Number, updates[1].Number);
        world.One(1, new BaseWritten(bases[0])).Error.Should().BeOfType<InvalidOperationException>("there is a later one");
        world.One(1, new BaseWritten(bases[2]));
        world.Replica.Garbage.Select(u => u.Number).Should().Equal(updates[0].Number, updates[1].Number);
        world.Replica.OldBases.Should().BeEmpty("one generation is kept");
        world.Push(1, a);
        world.One(1, new BaseWritten(new(world.Replica.Version, 9, 1, [4, 4], [1, 2])));
        world.Replica.OldBases.Should().Equal(bases[1]);

        world.One(1, new GarbageRemoved(9, 0)).Error.Should().BeOfType<InvalidOperationException>();
        world.One(1, new GarbageRemoved(2, 3)).Error.Should().BeNull();
        world.Replica.Garbage.Select(u => u.Number).Should().Equal(updates[2].Number);
        world.Replica.OldBases.Should().BeEmpty();
    }

    [Fact]
    public void A_former_coordinator_is_fenced()
    {
        var world = new ReplicaWorld(ReplicaWorld.Job("asp"));
        world.Join(1);
        world.Join(2);
        world.Token = 7;
        world.One(1, new MemberBuried(9, "silent")).Error.Should().BeNull();
        world.Token = 6;
        world.One(2, new MemberBuried(1, "silent")).Outcome.Should().Be(CommitOutcome.Fenced);
        world.Replica.IsLive(1).Should().BeTrue();
    }

    [Fact]
    public void An_error_of_one_worker_is_everybody_s()
    {
        var world = new ReplicaWorld(ReplicaWorld.Job("asp"));
        WorkerId a = world.Join(1), b = world.Join(2);
        world.One(1, new SeatLeft(a, LeaveReason.Died, "out of data"));

        world.Replica.Failure.Should().Be("the worker of seat 0 (incarnation 0) threw: out of data");
        world.Replica.IsEnding.Should().BeTrue();
        world.Waits(b).Should().BeTrue("nothing is granted any more");
        world.One(3, new SeatTaken()).Error.Should().BeOfType<JobFailedException>().Which.Message.Should().Contain("out of data");
    }

    [Fact]
    public void Tables_of_one_name_are_one_or_refused()
    {
        var world = new ReplicaWorld(null);
        world.Append(1, new TableWanted("a", "1 × 2"), new TableWanted("b", "3 × 4"), new TableWanted("a", "1 × 2")).Select(r => r.Table.Index).Should().Equal(0, 1, 0);
        world.One(2, new TableWanted("a", "9 × 9")).Error.Should().BeOfType<TableMismatchException>();
        world.One(1, new SeatTaken()).Error.Should().BeOfType<InvalidOperationException>("there is no job");
    }

    [Fact]
    public void What_was_posted_is_known_by_name_and_member_the_newest_first()
    {
        var world = new ReplicaWorld(null);
        world.Append(2, new MemberEntered("host", 3), new Posted("x", 1, 5), new Posted("x", 2, 6));
        world.One(1, new Posted("x", 1, 7));

        world.Replica.PostedUnder("x").Select(p => (p.Key, p.Value.Number, p.Value.Bytes)).Should().Equal((1, 1, 7), (2, 2, 6));
        world.Replica.LastPosted("x")!.Value.Member.Should().Be(1);
        world.Replica.PostedUnder("y").Should().BeEmpty();
        world.Replica.Members[0].Should().BeEquivalentTo(new { Number = 2, Who = "host, 3 workers", Workers = 3, IsLive = true });
    }

    [Fact]
    public void Validation_losses_count_once()
    {
        var world = new ReplicaWorld(ReplicaWorld.Job("asp"));
        world.One(1, new EpochMeasured(0, 0.5));
        world.One(2, new EpochMeasured(0, 0.7));
        world.One(2, new EpochMeasured(1, 0.7)).Error.Should().BeOfType<ArgumentOutOfRangeException>();
        world.Replica.MeasureOf(0).Should().Be(0.5);
    }

    [Fact]
    public void Another_process_s_other_state_is_noticed()
    {
        var world = new ReplicaWorld(null);
        while (world.Replica.Cursor < JobReplica.SnapshotInterval)
            world.One(1, new UpdateMissed(1, 1));
        world.Replica.IsSnapshotDue.Should().BeTrue();
        SavedState saved = world.Replica.LastSaved!;
        saved.Bytes.Should().Equal(world.Bytes());

        world.One(1, new StateSaved(saved.Cursor, saved.Bytes.Length, saved.Hash)).Error.Should().BeNull();
        world.Replica.Diverged.Should().BeNull();
        world.Replica.IsSnapshotDue.Should().BeFalse();
        world.Replica.Snapshot.Should().Be((1024L, 1, saved.Bytes.Length));
        while (world.Replica.Cursor < 2 * JobReplica.SnapshotInterval)
            world.One(1, new UpdateMissed(1, 1));
        world.One(2, new StateSaved(2048, 1, world.Replica.LastSaved!.Hash + 1));
        world.Replica.Diverged.Should().Contain("2048").And.Contain("member 2");
    }

    [Fact]
    public void A_record_out_of_turn_is_a_bug()
    {
        var world = new ReplicaWorld(null);
        world.One(1, new UpdateMissed(1, 1));
        FluentActions.Invoking(() => world.Replica.Apply(world.Log[0], [])).Should().Throw<InvalidOperationException>();
    }
}
