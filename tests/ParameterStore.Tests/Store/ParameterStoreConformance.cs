using static ParameterStore.Tests.StoreFixtures;

namespace ParameterStore.Tests;

/// <summary>What every store must do, whatever it is made of. A store's tests are a sealed subclass.</summary>
public abstract partial class ParameterStoreConformance
{
    private static readonly TableSpec _items = new("items", 6, 3);
    private static readonly TableSpec _users = new("users", 6, 2) { Sharing = Sharing.OwnedBy([0, 2, 2, 6], OwnedDurability.EveryCommit) };

    /// <summary>An empty store.</summary>
    protected abstract ValueTask<IParameterStore> CreateAsync();

    [StoreFact]
    public async Task A_table_is_created_once_and_found_after()
    {
        await using IParameterStore store = await CreateAsync();
        TableId first = await store.CreateTableAsync(_items, None);
        TableId second = await store.CreateTableAsync(_users, None);
        (await store.CreateTableAsync(_items with { Rows = 6 }, None)).Should().Be(first);
        (first.Index, second.Index, store.Tables).Should().Be((0, 1, 2));
        store.SpecOf(second).IsSameAs(_users).Should().BeTrue();
        store.Invoking(s => s.SpecOf(new(2))).Should().Throw<ArgumentException>();
    }

    [StoreFact]
    public async Task A_name_with_another_spec_is_refused_and_both_specs_are_shown()
    {
        await using IParameterStore store = await CreateAsync();
        await store.CreateTableAsync(_items, None);
        var error = await store.Awaiting(s => s.CreateTableAsync(_items with { Columns = 4 }, None).AsTask()).Should().ThrowAsync<TableMismatchException>();
        error.Which.Message.Should().Contain("6 × 3").And.Contain("6 × 4");
        await store.Awaiting(s => s.CreateTableAsync(_items with { Name = "a b" }, None).AsTask()).Should().ThrowAsync<ArgumentException>();
        store.Tables.Should().Be(1);
    }

    [StoreFact]
    public async Task A_staged_push_does_not_exist_until_it_is_committed()
    {
        await using IParameterStore store = await CreateAsync();
        TableId items = await store.CreateTableAsync(_items, None);
        await store.StageAsync(PushOf(Attempt(0, 0), items, _items, 1, 2), None);
        (await store.ReadAsync(items, 6)).Should().AllBeEquivalentTo(0f);
        CommitResult result = await store.CommitAsync(Step(Attempt(0, 0)), Fence.None, None);
        result.Should().Be(new CommitResult(CommitOutcome.Applied, StoreVersion.Zero.After(new(Attempt(0, 0), 1))));
        (await store.ReadAsync(items, 6)).Should().Equal(0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    [StoreFact]
    public async Task A_step_takes_its_attempts_in_the_order_given_and_a_weight_of_0_leaves_no_trace_but_its_place()
    {
        await using IParameterStore store = await CreateAsync();
        TableId items = await store.CreateTableAsync(_items, None);
        for (int seat = 0; seat < 3; seat++)
            await store.StageAsync(PushOf(Attempt(seat, 0), items, _items, 1 << (2 * seat), 0), None);
        Commit[] step = [new(Attempt(2, 0), 0.5f), new(Attempt(0, 0), 0), new(Attempt(1, 0), 1)];
        CommitResult result = await store.CommitAsync(step, Fence.None, None);
        result.Should().Be(new CommitResult(CommitOutcome.Applied, step.Aggregate(StoreVersion.Zero, (v, c) => v.After(c))));
        (await store.ReadAsync(items, 6))[0].Should().Be(8 + 4);
    }

    [StoreFact]
    public async Task A_commit_sent_again_changes_nothing()
    {
        await using IParameterStore store = await CreateAsync();
        TableId items = await store.CreateTableAsync(_items, None);
        Push push = PushOf(Attempt(0, 0), items, _items, 1, 0);
        CommitResult first = await store.PushAsync(push);
        (await store.PushAsync(push)).Should().Be(first with { Outcome = CommitOutcome.AlreadyApplied });
        (await store.CommitAsync(Step(Attempt(0, 0, attempt: 1)), Fence.None, None)).Outcome.Should().Be(CommitOutcome.AlreadyApplied);
        (await store.ReadAsync(items, 6))[0].Should().Be(1);
    }

    [StoreFact]
    public async Task A_step_is_all_or_nothing()
    {
        await using IParameterStore store = await CreateAsync();
        TableId items = await store.CreateTableAsync(_items, None);
        CommitResult first = await store.PushAsync(PushOf(Attempt(0, 0), items, _items, 1, 0));
        await store.StageAsync(PushOf(Attempt(1, 0), items, _items, 1, 0), None);
        await store.Awaiting(s => s.CommitAsync(Step(Attempt(1, 0), Attempt(2, 0)), Fence.None, None).AsTask()).Should().ThrowAsync<InvalidOperationException>();
        await store.Awaiting(s => s.CommitAsync(Step(Attempt(1, 0), Attempt(0, 0)), Fence.None, None).AsTask()).Should().ThrowAsync<InvalidOperationException>();
        await store.SealAsync(new(0, 0), None);
        (await store.CommitAsync(Step(Attempt(1, 0), Attempt(0, 1)), Fence.None, None)).Should().Be(first with { Outcome = CommitOutcome.Fenced });
        (await store.ReadAsync(items, 6))[0].Should().Be(1);
        (await store.CommitAsync(Step(Attempt(1, 0)), Fence.None, None)).Outcome.Should().Be(CommitOutcome.Applied);
    }

    [StoreFact]
    public async Task Clocks_of_an_incarnation_rise_and_the_next_one_starts_where_it_likes()
    {
        await using IParameterStore store = await CreateAsync();
        TableId items = await store.CreateTableAsync(_items, None);
        (await store.PushAsync(PushOf(Attempt(0, 7), items, _items, 1, 0))).Outcome.Should().Be(CommitOutcome.Applied);
        (await store.PushAsync(PushOf(Attempt(0, 9), items, _items, 1, 0))).Outcome.Should().Be(CommitOutcome.Applied, "clock 8 may have been skipped");
        (await store.PushAsync(PushOf(Attempt(0, 8), items, _items, 1, 0))).Outcome.Should().Be(CommitOutcome.AlreadyApplied);
        (await store.PushAsync(PushOf(Attempt(0, 6, incarnation: 1), items, _items, 1, 0))).Outcome.Should().Be(CommitOutcome.Applied, "a successor starts at the slowest worker's clock");
        (await store.PushAsync(PushOf(Attempt(0, 10), items, _items, 1, 0))).Outcome.Should().Be(CommitOutcome.Fenced, "a later life of the seat has committed");
        (await store.ReadAsync(items, 6))[0].Should().Be(3);
    }

    [StoreFact]
    public async Task What_was_never_staged_cannot_be_committed()
    {
        await using IParameterStore store = await CreateAsync();
        await store.Awaiting(s => s.CommitAsync(Step(Attempt(0, 0)), Fence.None, None).AsTask()).Should().ThrowAsync<InvalidOperationException>();
        await store.Awaiting(s => s.CommitAsync(Array.Empty<Commit>(), Fence.None, None).AsTask()).Should().ThrowAsync<ArgumentException>();
    }

    [StoreTheory]
    [InlineData(-1)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public async Task A_weight_is_finite_and_not_negative(float weight)
    {
        await using IParameterStore store = await CreateAsync();
        TableId items = await store.CreateTableAsync(_items, None);
        await store.Awaiting(s => s.PushAsync(PushOf(Attempt(0, 0), items, _items, 1, 0), weight)).Should().ThrowAsync<ArgumentException>();
        (await store.ReadAsync(items, 6))[0].Should().Be(0);
    }

    [StoreFact]
    public async Task A_newer_try_takes_the_place_of_an_older_one()
    {
        await using IParameterStore store = await CreateAsync();
        TableId items = await store.CreateTableAsync(_items, None);
        await store.StageAsync(PushOf(Attempt(0, 0), items, _items, 1, 0), None);
        await store.StageAsync(PushOf(Attempt(0, 0, attempt: 1), items, _items, 10, 0), None);
        await store.Awaiting(s => s.StageAsync(PushOf(Attempt(0, 0), items, _items, 1, 0), None).AsTask()).Should().ThrowAsync<InvalidOperationException>();
        await store.Awaiting(s => s.CommitAsync(Step(Attempt(0, 0)), Fence.None, None).AsTask()).Should().ThrowAsync<InvalidOperationException>();
        (await store.CommitAsync(Step(Attempt(0, 0, attempt: 1)), Fence.None, None)).Outcome.Should().Be(CommitOutcome.Applied);
        (await store.ReadAsync(items, 6))[0].Should().Be(10);
    }

    [StoreFact]
    public async Task A_sealed_worker_is_refused_and_what_it_staged_is_gone()
    {
        await using IParameterStore store = await CreateAsync();
        TableId items = await store.CreateTableAsync(_items, None);
        (await store.StageAsync(PushOf(Attempt(0, 0), items, _items, 1, 0), None)).Should().BeTrue();
        await store.SealAsync(new(0, 0), None);
        await store.SealAsync(new(0, 0), None);
        (await store.CommitAsync(Step(Attempt(0, 0)), Fence.None, None)).Outcome.Should().Be(CommitOutcome.Fenced);
        (await store.StageAsync(PushOf(Attempt(0, 0), items, _items, 1, 0), None)).Should().BeFalse();
        (await store.PushAsync(PushOf(Attempt(0, 0, incarnation: 1), items, _items, 2, 0))).Outcome.Should().Be(CommitOutcome.Applied);
        (await store.ReadAsync(items, 6))[0].Should().Be(2);
    }

    [StoreFact]
    public async Task A_lease_older_than_the_newest_seen_is_fenced_and_a_worker_has_none()
    {
        await using IParameterStore store = await CreateAsync();
        TableId items = await store.CreateTableAsync(_items, None);
        for (int clock = 0; clock < 3; clock++)
            await store.StageAsync(PushOf(Attempt(0, clock), items, _items, 1, 0), None);
        (await store.CommitAsync(Step(Attempt(0, 0)), new Fence(5), None)).Outcome.Should().Be(CommitOutcome.Applied);
        (await store.CommitAsync(Step(Attempt(0, 1)), new Fence(4), None)).Outcome.Should().Be(CommitOutcome.Fenced);
        (await store.CommitAsync(Step(Attempt(0, 1)), new Fence(5), None)).Outcome.Should().Be(CommitOutcome.Applied);
        (await store.CommitAsync(Step(Attempt(0, 2)), Fence.None, None)).Outcome.Should().Be(CommitOutcome.Applied);
    }

    [StoreTheory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public async Task A_value_that_is_not_finite_is_refused_with_its_table_and_row(float value)
    {
        await using IParameterStore store = await CreateAsync();
        TableId items = await store.CreateTableAsync(_items, None);
        Push push = PushOf(Attempt(0, 0), items, _items, 1, 0, 1, 4);
        System.Runtime.InteropServices.MemoryMarshal.AsMemory(push.Tables[0].Image).Span[(4 * 3) + 2] = value;
        var error = await store.Awaiting(s => s.StageAsync(push, None).AsTask()).Should().ThrowAsync<InvalidUpdateException>();
        error.Which.Message.Should().Contain("'items'").And.Contain("row 4").And.Contain("column 2");
        await store.Awaiting(s => s.CommitAsync(Step(Attempt(0, 0)), Fence.None, None).AsTask()).Should().ThrowAsync<InvalidOperationException>("nothing was stored");
    }

    [StoreFact]
    public async Task A_push_outside_its_table_is_refused()
    {
        await using IParameterStore store = await CreateAsync();
        TableId items = await store.CreateTableAsync(_items, None);
        Push[] wrong =
        [
            PushOf(Attempt(0, 0), TableRows.OfRows(items, 6), new float[18]),
            PushOf(Attempt(0, 0), TableRows.OfRows(items, 0), new float[17]),
            PushOf(Attempt(0, 0), TableRows.OfRows(new TableId(1), 0), new float[18]),
        ];
        foreach (Push push in wrong)
            await store.Awaiting(s => s.StageAsync(push, None).AsTask()).Should().ThrowAsync<InvalidUpdateException>();
        var overlapping = new Push();
        overlapping.Reset(Attempt(0, 0), default);
        overlapping.Add(new TablePush(items, new RowRange[] { new(0, 2), new(1, 3) }, new float[18]));
        await store.Awaiting(s => s.StageAsync(overlapping, None).AsTask()).Should().ThrowAsync<InvalidUpdateException>();
    }

    [StoreFact]
    public async Task Owned_rows_are_assigned_by_the_owner_of_their_example_shard_only()
    {
        await using IParameterStore store = await CreateAsync();
        TableId users = await store.CreateTableAsync(_users, None);
        float[] image = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
        TableRows rows = TableRows.OfRanges(users, new RowRange(1, 5));
        await store.PushAsync(PushOf(Attempt(0, 0), rows, image, new BlockId(2, 0, 0), new BlockId(0, 0, 0)));
        await store.PushAsync(PushOf(Attempt(0, 1), rows, image, new BlockId(2, 0, 1), new BlockId(0, 0, 1)), weight: 0.5f);
        (await store.ReadAsync(users, 6)).Should().Equal(0, 0, 3, 4, 5, 6, 7, 8, 9, 10, 0, 0);
        foreach (BlockId[] blocks in new BlockId[][] { [], [new(0, 0, 0)], [new(1, 0, 0)], [new(2, 0, 0)], [new(3, 0, 0)] })
            await store.Awaiting(s => s.StageAsync(PushOf(Attempt(0, 2), rows, image, blocks), None).AsTask()).Should().ThrowAsync<InvalidUpdateException>();
    }

    [StoreFact]
    public async Task Rows_written_back_are_there_at_once_and_make_no_version()
    {
        await using IParameterStore store = await CreateAsync();
        TableId items = await store.CreateTableAsync(_items, None);
        TableId users = await store.CreateTableAsync(_users, None);
        float[] image = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
        Push push = PushOf(Attempt(0, 0), TableRows.OfRows(users, 0, 1), image, new BlockId(0, 0, 0));
        CommitResult committed = await store.PushAsync(push);
        var replica = new Replica();
        await store.PullAsync(replica, All(users, 6), PullBound.Newest, None);
        image[1] = 20;
        Push late = PushOf(Attempt(0, 1), TableRows.OfRows(users, 0, 1), image, new BlockId(0, 0, 0));
        (await store.WriteBackAsync(late, None)).Should().BeTrue();
        (await store.PullAsync(replica, All(users, 6), PullBound.Newest, None)).Should().Be(committed.Version);
        replica.Values(users)[1].Should().Be(20);

        await store.Awaiting(s => s.WriteBackAsync(PushOf(Attempt(0, 1), items, _items, 1, 0), None).AsTask()).Should().ThrowAsync<InvalidUpdateException>();
        await store.Awaiting(s => s.WriteBackAsync(PushOf(Attempt(0, 1), TableRows.OfRows(users, 2), image, new BlockId(0, 0, 0)), None).AsTask()).Should().ThrowAsync<InvalidUpdateException>();
        await store.SealAsync(new(0, 0), None);
        (await store.WriteBackAsync(late, None)).Should().BeFalse();
    }
}
