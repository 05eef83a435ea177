using static ParameterStore.Tests.StoreFixtures;

namespace ParameterStore.Tests;

public sealed class OwnedRowsTests
{
    [Fact]
    public async Task Owned_rows_are_fetched_once_and_written_with_every_commit()
    {
        var world = new SessionWorld();
        for (int clock = 0; clock < 3; clock++)
        {
            await ClockAsync(world, clock + 1);
            world.Host.Pushes[^1].Ranges(world.Owned).Should().Equal(new RowRange(0, 2));
            world.Stored(world.Owned, 1).Should().Be(clock + 1);
        }
        world.Session.BytesPulled.Should().Be((SessionWorld.Items + 2) * SessionWorld.Columns * sizeof(float));
    }

    [Fact]
    public async Task Owned_rows_are_written_every_so_many_clocks_and_with_the_last_block()
    {
        var world = new SessionWorld(everyClocks: 3, epochs: 2, blocksPerEpoch: 2);
        float[] stored = new float[4];
        for (int clock = 0; clock < 4; clock++)
        {
            await ClockAsync(world, clock + 1);
            stored[clock] = world.Stored(world.Owned, 1);
        }
        stored.Should().Equal(0, 0, 3, 4);
    }

    [Fact]
    public async Task Rows_not_written_yet_are_written_when_the_job_stops()
    {
        var world = new SessionWorld(everyClocks: 100);
        await ClockAsync(world, 1);
        await ClockAsync(world, 2);
        world.Stored(world.Owned, 1).Should().Be(0);
        world.Host.StopAt = new(2, 0);
        (await world.BeginAsync(world.Session)).Should().BeFalse();
        world.Stored(world.Owned, 1).Should().Be(2);
        (await world.Store.PullAsync(new(), RowSet.Empty, PullBound.Newest, None)).Index.Should().Be(2, "they make no version");
    }

    [Fact]
    public async Task A_stop_within_a_clock_writes_rows_a_part_of_a_clock_ahead_rather_than_old_ones()
    {
        var world = new SessionWorld(everyClocks: 100);
        await ClockAsync(world, 1);
        await world.BeginAsync(world.Session);
        world.Session.Open(world.Owned)[0][0] = 5;
        await world.Session.AbortAsync(None);
        world.Host.StopAt = new(1, 0);
        await world.BeginAsync(world.Session);
        (world.Stored(world.Owned, 0), world.Stored(world.Owned, 1)).Should().Be((5, 1));
    }

    [Fact]
    public async Task A_sealed_worker_writes_nothing_when_the_job_stops()
    {
        var world = new SessionWorld(everyClocks: 100);
        await ClockAsync(world, 1);
        await world.Store.SealAsync(world.Session.Worker, None);
        world.Host.StopAt = new(1, 0);
        (await world.BeginAsync(world.Session)).Should().BeFalse();
        world.Stored(world.Owned, 1).Should().Be(0);
    }

    [Fact]
    public async Task A_shard_that_changes_hands_is_fetched_as_it_was_written_last()
    {
        var world = new SessionWorld();
        await ClockAsync(world, 1);
        world.Host.BlocksOf = attempt => attempt.Worker.Seat == 0 ? [new(2, 0, 0)] : [new(0, 0, 1), new(1, 0, 0)];
        await world.BeginAsync(world.Sessions[1]);
        world.Sessions[1].Open(world.Owned)[1][0].Should().Be(1);
        world.Sessions[1].Open(world.Owned)[1][0] = 10;
        await world.Sessions[1].ClockAsync(None);
        await world.BeginAsync(world.Session);
        world.Session.Invoking(s => s.Increment(world.Owned, 1, 0, 1)).Should().Throw<ArgumentException>("the row is another seat's now");
        await world.Session.ClockAsync(None);
        world.Stored(world.Owned, 1).Should().Be(10);

        world.Host.BlocksOf = _ => [new(0, 0, 2), new(2, 0, 1)];
        await world.BeginAsync(world.Session);
        world.Session.Open(world.Owned)[1][0].Should().Be(10);
    }

    [Fact]
    public async Task A_job_whose_tables_lack_an_owner_is_refused()
    {
        var world = new SessionWorld();
        world.Host.BlocksOf = _ => [new(3, 0, 0)];
        await world.Awaiting(w => w.BeginAsync(w.Session)).Should().ThrowAsync<InvalidOperationException>().WithMessage("*only 3 owners*");
    }

    /// <summary>One clock of seat 0 that sets its second row.</summary>
    private static async Task ClockAsync(SessionWorld world, float value)
    {
        await world.BeginAsync(world.Session);
        world.Session.Open(world.Owned)[1][0].Should().Be(value - 1, "the working copy keeps what it did");
        world.Session.Open(world.Owned)[1][0] = value;
        await world.Session.ClockAsync(None);
    }
}
