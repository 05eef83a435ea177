using static ParameterStore.Tests.StoreFixtures;

namespace ParameterStore.Tests;

public sealed class WorkerSessionTests
{
    [Fact]
    public async Task A_clock_pushes_the_difference_and_only_of_rows_that_changed()
    {
        var world = new SessionWorld();
        await world.AddAsync(world.Sessions[1], row: 2, value: 5);
        await world.BeginAsync(world.Session);
        RowView view = world.Session.Open(world.Shared);
        view[2][0] += 1.5f;
        view[3][1] = -2;
        view.Values[(6 * SessionWorld.Columns) + 1] = 4;
        await world.Session.ClockAsync(None);

        PushRecord push = world.Host.Pushes[^1];
        push.Ranges(world.Shared).Should().Equal(new RowRange(2, 4), new(6, 7));
        push.Image(world.Shared)[4..8].Should().Equal(1.5f, 0, 0, -2);
        push.Blocks.Should().Equal(new BlockId(0, 0, 0));
        (world.Stored(world.Shared, 2), world.Stored(world.Shared, 3)).Should().Be((6.5f, 0));
    }

    [Fact]
    public async Task A_clock_that_changed_nothing_pushes_no_rows_and_has_nothing_pulled_again()
    {
        var world = new SessionWorld();
        await world.BeginAsync(world.Session);
        await world.Session.ClockAsync(None);
        world.Host.Pushes[^1].Ranges(world.Shared).Should().BeEmpty();
        long before = world.Session.BytesPulled;
        await world.BeginAsync(world.Session);
        (world.Session.BytesPulled - before).Should().Be(0);
    }

    [Fact]
    public async Task Bytes_are_counted_by_rows_that_moved()
    {
        var world = new SessionWorld(everyClocks: 2);
        await world.BeginAsync(world.Session, 1, 2);
        world.Session.BytesPulled.Should().Be((2 + 2) * SessionWorld.Columns * sizeof(float), "two shared rows and the two that the seat owns");
        world.Session.Increment(world.Shared, 1, 0, 1);
        await world.Session.ClockAsync(None);
        world.Session.BytesPushed.Should().Be(SessionWorld.Columns * sizeof(float));
    }

    [Fact]
    public async Task A_worker_sees_its_own_updates_and_those_of_others_after_every_pull()
    {
        var world = new SessionWorld();
        var random = new Random(3);
        float[] expected = new float[SessionWorld.Items];
        for (int step = 0; step < 200; step++)
        {
            WorkerSession session = world.Sessions[random.Next(3)];
            int[] rows = [.. Enumerable.Range(0, SessionWorld.Items).Where(_ => random.Next(2) == 0)];
            await world.BeginAsync(session, rows);
            foreach (int row in rows)
            {
                world.Shows(session, row).Should().Be(expected[row], $"row {row} at step {step}");
                if (random.Next(3) == 0)
                    continue;
                session.Increment(world.Shared, row, 0, row + 1);
                expected[row] += row + 1;
                world.Shows(session, row).Should().Be(expected[row], "a worker sees what it wrote at once");
            }
            await session.ClockAsync(None);
        }
    }

    [Fact]
    public async Task A_row_left_out_for_some_clocks_comes_back_as_it_is_then()
    {
        var world = new SessionWorld();
        await world.AddAsync(world.Session, 1, 1);
        await world.BeginAsync(world.Session, 0);
        await world.AddAsync(world.Sessions[1], 1, 10);
        await world.Session.ClockAsync(None);
        await world.BeginAsync(world.Session, 1);
        world.Shows(world.Session, 1).Should().Be(11);
    }

    [Fact]
    public async Task A_discarded_push_leaves_no_trace_in_the_working_copy()
    {
        var world = new SessionWorld(new(ApplyMode.ByDecision, PullMode.Newest, Aborts: false, Weights: true, 0));
        await world.BeginAsync(world.Session);
        world.Session.Increment(world.Shared, 1, 0, 1);
        world.Session.Increment(world.Owned, 1, 0, 1);
        await world.Session.ClockAsync(None);
        await world.Host.DecideAsync(world.Host.Pushes[^1].Attempt, 0);
        world.Host.HoldingOf = _ => 2;
        await world.BeginAsync(world.Session);
        world.Shows(world.Session, 1).Should().Be(0);
        world.Session.Open(world.Owned)[1][0].Should().Be(0);
        await world.Session.ClockAsync(None);
        world.Host.Pushes[^1].Ranges(world.Shared).Should().BeEmpty();
    }

    [Fact]
    public async Task A_push_that_is_not_decided_yet_shows_in_what_its_worker_owns_and_not_in_what_it_shares()
    {
        var world = new SessionWorld(new(ApplyMode.ByDecision, PullMode.Newest, Aborts: false, Weights: true, 0));
        await world.BeginAsync(world.Session);
        world.Session.Increment(world.Shared, 1, 0, 1);
        world.Session.Increment(world.Owned, 1, 0, 1);
        await world.Session.ClockAsync(None);
        await world.BeginAsync(world.Session);
        world.Shows(world.Session, 1).Should().Be(0);
        world.Session.Open(world.Owned)[1][0].Should().Be(1, "nobody else writes the row, and what follows builds on it");
    }

    [Fact]
    public async Task An_abort_takes_back_what_the_attempt_changed()
    {
        var world = new SessionWorld(SessionWorld.OnPush with { Aborts = true }, everyClocks: 4);
        await world.AddAsync(world.Session, 1, 1);
        await world.BeginAsync(world.Session);
        world.Session.Increment(world.Shared, 1, 0, 7);
        world.Session.Increment(world.Owned, 0, 0, 7);
        world.Host.Aborts = true;
        world.Session.IsAborted.Should().BeTrue();
        await world.Session.AbortAsync(None);
        world.Session.IsAborted.Should().BeFalse("no attempt is being done");

        await world.BeginAsync(world.Session);
        world.Session.Clock.Should().Be(1);
        world.Shows(world.Session, 1).Should().Be(1);
        world.Session.Open(world.Owned)[0][0].Should().Be(0);
        await world.Session.ClockAsync(None);
        world.Host.Pushes[^1].Attempt.Try.Should().Be(1);
        world.Host.Pushes[^1].Ranges(world.Shared).Should().BeEmpty();
    }

    [Fact]
    public async Task A_refused_push_leaves_no_trace_in_the_working_copy()
    {
        var world = new SessionWorld();
        await world.BeginAsync(world.Session);
        world.Session.Increment(world.Shared, 1, 0, 1);
        world.Session.Increment(world.Owned, 1, 0, 1);
        world.Host.Refuses = true;
        (await world.Session.ClockAsync(None)).Should().Be(CommitOutcome.Fenced);
        world.Session.Clock.Should().Be(0);
        await world.BeginAsync(world.Session);
        world.Shows(world.Session, 1).Should().Be(0);
        world.Session.Open(world.Owned)[1][0].Should().Be(0);
    }

    [Fact]
    public async Task A_value_that_is_not_finite_ends_the_clock_with_its_table_and_row()
    {
        var world = new SessionWorld();
        await world.BeginAsync(world.Session);
        world.Session.Open(world.Shared)[5][1] = float.NaN;
        await world.Session.Awaiting(s => s.ClockAsync(None).AsTask()).Should().ThrowAsync<InvalidUpdateException>().WithMessage("*row 5*'items'*");
        world.Stored(world.Shared, 5).Should().Be(0);
    }

    [Fact]
    public async Task Clocks_begin_and_end_in_turn()
    {
        var world = new SessionWorld();
        await world.Session.Awaiting(s => s.ClockAsync(None).AsTask()).Should().ThrowAsync<InvalidOperationException>();
        world.Session.Invoking(s => s.Open(world.Shared).Columns).Should().Throw<InvalidOperationException>();
        await world.BeginAsync(world.Session);
        await world.Awaiting(w => w.BeginAsync(w.Session)).Should().ThrowAsync<InvalidOperationException>();
        world.Session.Blocks.ToArray().Should().Equal(new BlockId(0, 0, 0));
        world.Session.StepScale.Should().Be(1);
        await world.Session.ClockAsync(None);
        world.Session.Clock.Should().Be(1);
        world.Host.StopAt = new(1, 5);
        (await world.BeginAsync(world.Session)).Should().BeFalse();
        world.Session.StoppedAt.Should().Be(new StoreVersion(1, 5));
        (await world.BeginAsync(world.Session)).Should().BeFalse();
    }
}
