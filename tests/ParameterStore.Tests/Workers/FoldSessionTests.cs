using static ParameterStore.Tests.StoreFixtures;

namespace ParameterStore.Tests;

public sealed class FoldSessionTests
{
    [Fact]
    public async Task A_step_is_corrected_for_what_others_committed_since_its_pull()
    {
        var world = new SessionWorld(fold: Fold.DelayCompensated(0.1f, 1));
        WorkerSession late = world.Session, early = world.Sessions[1];
        await world.BeginAsync(late);
        await world.AddAsync(early, 1, 2);
        late.Increment(world.Shared, 1, 0, 3);
        late.Increment(world.Shared, 4, 0, 5);
        await late.ClockAsync(None);

        world.Stored(world.Shared, 1).Should().Be(2 + (3 - (0.1f * 9 * 2)));
        world.Stored(world.Shared, 4).Should().Be(5, "nobody else changed it");
        late.BytesPushed.Should().Be((2 + 2 + 2) * SessionWorld.Columns * sizeof(float), "two rows, what was pulled of them, and the two that it owns");

        await world.BeginAsync(late);
        for (int row = 0; row < SessionWorld.Items; row++)
            world.Shows(late, row).Should().Be(world.Stored(world.Shared, row), "the next pull brings what the fold made of the step");
        late.Increment(world.Shared, 1, 0, 1);
        await late.ClockAsync(None);
        world.Stored(world.Shared, 1).Should().Be(2 + (3 - (0.1f * 9 * 2)) + 1, "nothing was stale");
    }

    [Fact]
    public async Task A_given_up_attempt_leaves_nothing_behind_where_pushes_carry_what_they_pulled()
    {
        var world = new SessionWorld(fold: Fold.DelayCompensated(0.1f, 1));
        await world.AddAsync(world.Session, 1, 2);
        await world.BeginAsync(world.Session);
        world.Session.Increment(world.Shared, 1, 0, 7);
        await world.Session.AbortAsync(None);
        await world.AddAsync(world.Session, 1, 1);
        world.Stored(world.Shared, 1).Should().Be(3);
    }

    [Fact]
    public async Task Under_momentum_a_worker_sees_its_step_as_it_was_folded_and_rows_that_rest_keep_their_velocity()
    {
        var world = new SessionWorld(fold: Fold.Momentum(0.5f));
        await world.AddAsync(world.Session, 3, 4);
        await world.AddAsync(world.Sessions[1], 2, 1);
        await world.AddAsync(world.Session, 3, 4);
        await world.BeginAsync(world.Session);
        world.Shows(world.Session, 3).Should().Be(4 + (2 + 4));
        world.Shows(world.Session, 2).Should().Be(1);
    }

    [Fact]
    public async Task A_push_that_lacks_what_it_pulled_is_refused_by_name()
    {
        var world = new SessionWorld(fold: Fold.DelayCompensated(0.1f, 1));
        TableSpec spec = world.Store.SpecOf(world.Shared);
        await world.Store.Awaiting(s => s.StageAsync(PushOf(Attempt(0, 0), world.Shared, spec, 1, 0), None).AsTask())
            .Should().ThrowAsync<InvalidUpdateException>().WithMessage("*pulled*DelayCompensated*Pulled*");
        float[] pulled = new float[spec.Rows * spec.Columns];
        pulled[2] = float.NaN;
        var push = new Push();
        push.Reset(Attempt(0, 0), StoreVersion.Zero);
        push.Add(new TablePush(TableRows.OfRows(world.Shared, 1), new float[pulled.Length]) { Pulled = pulled });
        await world.Store.Awaiting(s => s.StageAsync(push, None).AsTask()).Should().ThrowAsync<InvalidUpdateException>().WithMessage("*NaN*row 1*");
    }

    [Fact]
    public async Task A_kept_push_has_what_it_pulled_of_its_own()
    {
        var world = new SessionWorld(fold: Fold.DelayCompensated(0.1f, 1));
        float[] deltas = [.. Enumerable.Repeat(1f, SessionWorld.Items * SessionWorld.Columns)], pulled = [.. deltas];
        var push = new Push();
        push.Reset(Attempt(0, 0), StoreVersion.Zero);
        push.Add(new TablePush(TableRows.OfRows(world.Shared, 1, 5), deltas) { Pulled = pulled });
        Push kept = new KeptPushes(world.Store).Keep(push);
        pulled.AsSpan().Fill(9);
        deltas.AsSpan().Fill(9);
        await world.Store.PushAsync(kept);
        world.Stored(world.Shared, 5).Should().Be(1 - (0.1f * (0 - 1)));
    }
}
