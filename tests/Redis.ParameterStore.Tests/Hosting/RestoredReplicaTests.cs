using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>What every process derives from a restore that it finds in the log.</summary>
public sealed class RestoredReplicaTests
{
    private static readonly TableWanted[] _tables = [new("items", "6 × 3"), new("users", "6 × 2")];

    private readonly ReplicaWorld _world = new(null);

    [Fact]
    public void Another_history_begins_and_nobody_needs_anything_of_the_one_before()
    {
        _world.Append(1, [.. _tables]);
        UpdateRef update = _world.Update(1, 10, 0, 1);
        Commit(update, 0);
        _world.One(1, new BaseWritten(Base(1, _world.Replica.Version, 1))).Error.Should().BeNull();
        UpdateRef later = _world.Update(1, 10, 1);
        Commit(later, 1);
        StoreVersion restored = new(7, 99);
        UpdateRef rows = _world.Update(2, 0, 0, 1);
        _world.One(2, Restore(restored, 1, rows)).Outcome.Should().Be(CommitOutcome.Applied);

        JobReplica replica = _world.Replica;
        (replica.History, replica.Version, replica.NewestToken).Should().Be((1, restored, 5));
        replica.Updates.Should().BeEmpty();
        replica.UncompactedBytes.Should().Be(0);
        replica.OldBases.Should().ContainSingle().Which.Generation.Should().Be(1);
        replica.OwnedRows(1)!.Value.Number.Should().Be(rows.Number);
        replica.SaveSeats().Should().Equal(new SeatRecord(3, 1, 2, 4));

        // Each blob is named once: shared parts of the first and the second update, owned rows of example shard 0 of the first and 1 of the second,
        // and those of shard 1 that the second replaced.
        replica.Garbage.Where(g => g.Bytes > 0).Select(g => g.Number).Should().Equal(update.Number, later.Number);
        replica.Garbage.SelectMany(g => g.Owned.Select(o => (g.Number, o.Shard))).Should().BeEquivalentTo([(update.Number, 0), (update.Number, 1), (later.Number, 1)]);
        ReplicaWorld.BytesOf(ReplicaWorld.Loaded(null, _world.Bytes())).Should().Equal(_world.Bytes());
    }

    [Fact]
    public void A_base_of_the_history_before_is_refused_even_at_an_equal_version()
    {
        _world.Append(1, [.. _tables]);
        Commit(_world.Update(1), 0);
        BaseRef underWay = Base(1, _world.Replica.Version, 1);
        _world.One(2, Restore(StoreVersion.Zero, 1, _world.Update(2, 0))).Outcome.Should().Be(CommitOutcome.Applied);
        Commit(_world.Update(1), 0);
        _world.Replica.Version.Should().Be(underWay.Version, "the same attempt was committed again");
        _world.One(1, new BaseWritten(underWay)).Error.Should().BeOfType<InvalidOperationException>();
        _world.Replica.Base!.Version.Should().Be(StoreVersion.Zero);
    }

    [Fact]
    public void A_restore_of_other_tables_or_after_another_one_changes_nothing_but_garbage()
    {
        _world.Append(1, [.. _tables]);
        StoreRestored first = Restore(new(7, 99), 1, _world.Update(2, 0, 0));
        StoreRestored late = Restore(new(8, 98), 1, _world.Update(2, 0, 0));
        _world.One(2, first with { Tables = [_tables[0]] }).Error.Should().BeOfType<TableMismatchException>();
        _world.One(2, first with { Tables = [_tables[1], _tables[0]] }).Error.Should().BeOfType<TableMismatchException>();
        _world.One(2, first with { Seats = [new(3, 1, 2, 4), new(3, 1, 2, 4)] }).Error.Should().BeOfType<ArgumentException>();
        (_world.Replica.History, _world.Replica.Version).Should().Be((0, StoreVersion.Zero));
        _world.One(2, Restore(new(7, 99), 1, _world.Update(2, 0, 0))).Outcome.Should().Be(CommitOutcome.Applied);
        EntryResult second = _world.One(2, late);
        (second.Outcome, second.Error).Should().Be((CommitOutcome.Fenced, null));
        _world.Replica.Version.Should().Be(new StoreVersion(7, 99));
        _world.Replica.Garbage.Should().Contain(g => g.Number == late.Owned.Number);
    }

    private void Commit(UpdateRef update, int clock) =>
        _world.One(update.Member, new StepWanted(Fence.None, [new(new(new(new(0, 0), clock, 0), 1), update)])).Outcome.Should().Be(CommitOutcome.Applied);

    private static BaseRef Base(int member, StoreVersion version, long generation) => new(version, generation, member, [4, 4], [1, 2]);

    private static StoreRestored Restore(StoreVersion version, long history, UpdateRef rows) =>
        new(5, [new(3, 1, 2, 4)], _tables, Base(rows.Member, version, BaseRef.FirstOf(history, (int)rows.Number)), rows);
}
