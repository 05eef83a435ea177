using static ParameterStore.Tests.StoreFixtures;

namespace ParameterStore.Tests;

public sealed class WorkerSessionReadTests
{
    [Fact]
    public async Task A_read_tighter_than_the_policy_is_refused_because_it_could_deadlock()
    {
        var world = new SessionWorld();
        await world.BeginAsync(world.Session);
        world.Session.ReadRow(world.Shared, 1, staleness: 3).Length.Should().Be(SessionWorld.Columns);
        world.Session.ReadRow(world.Shared, 1, staleness: 9).Length.Should().Be(SessionWorld.Columns);
        world.Session.Invoking(s => s.ReadRow(world.Shared, 1, staleness: 2).Length)
            .Should().Throw<ArgumentException>().WithMessage("*3 clocks ahead*deadlock*");
    }

    [Fact]
    public async Task A_row_that_the_clock_did_not_name_is_fetched_not_read()
    {
        var world = new SessionWorld();
        await world.BeginAsync(world.Session, 1, 2);
        world.Session.Invoking(s => s.ReadRow(world.Shared, 3, 3).Length).Should().Throw<ArgumentException>().WithMessage("*ReadRowAsync*");
        world.Session.Invoking(s => s.Increment(world.Shared, 3, 0, 1)).Should().Throw<ArgumentException>();
        world.Session.Invoking(s => s.Increment(world.Shared, 2, SessionWorld.Columns, 1)).Should().Throw<ArgumentException>();
        world.Session.Invoking(s => s.ReadRow(world.Owned, 2, 3).Length).Should().Throw<ArgumentException>("another seat owns it");
        world.Session.Invoking(s => s.Open(new(2)).Columns).Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task A_fetched_row_is_as_new_as_the_clock_and_fetching_disturbs_nothing()
    {
        var world = new SessionWorld();
        await world.BeginAsync(world.Session, 1);
        world.Session.Increment(world.Shared, 1, 0, 2);
        await world.AddAsync(world.Sessions[1], 3, 4);
        StoreVersion version = world.Session.Version;
        (await world.Session.ReadRowAsync(world.Shared, 3, None)).Span[0].Should().Be(4);
        (await world.Session.ReadRowAsync(world.Shared, 1, None)).Span[0].Should().Be(2, "the clock's own rows are in the working copy");
        world.Session.Version.Should().Be(version);
        await world.Session.ClockAsync(None);
        world.Host.Pushes[^1].Ranges(world.Shared).Should().Equal(new RowRange(1, 2));
        await world.BeginAsync(world.Session, 1, 3);
        (world.Shows(world.Session, 1), world.Shows(world.Session, 3)).Should().Be((2, 4));
    }

    [Fact]
    public async Task In_place_and_by_calls_give_the_same_bits()
    {
        static async Task<ulong> TrainAsync(Action<SessionWorld, WorkerSession, int, int, float> add)
        {
            var world = new SessionWorld();
            var random = new Random(11);
            for (int step = 0; step < 60; step++)
            {
                WorkerSession session = world.Sessions[random.Next(3)];
                await world.BeginAsync(session);
                for (int i = 0; i < 5; i++)
                {
                    int row = random.Next(SessionWorld.Items), column = random.Next(SessionWorld.Columns);
                    float seen = session.ReadRow(world.Shared, row, 3)[column];
                    add(world, session, row, column, (0.3f * seen) + random.NextSingle());
                }
                await session.ClockAsync(None);
            }

            var replica = new Replica();
            await world.Store.PullAsync(replica, All(world.Shared, SessionWorld.Items), PullBound.Newest, None);
            return replica.Hash();
        }

        ulong byCalls = await TrainAsync((world, session, row, column, value) => session.Increment(world.Shared, row, column, value));
        ulong inPlace = await TrainAsync((world, session, row, column, value) => session.Open(world.Shared)[row][column] += value);
        inPlace.Should().Be(byCalls);
    }

    [Fact]
    public async Task Owned_rows_come_by_themselves_and_are_not_to_be_named()
    {
        var world = new SessionWorld();
        await world.Session.Awaiting(s => s.BeginClockAsync(_ => All(world.Owned, 2), None).AsTask()).Should().ThrowAsync<ArgumentException>().WithMessage("*'users'*leave*");
    }

    [Fact]
    public async Task A_table_made_late_is_seen_by_the_next_clock()
    {
        var world = new SessionWorld();
        await world.BeginAsync(world.Session);
        TableId late = await world.Store.CreateTableAsync(new("late", 1, 1), None);
        await world.Session.ClockAsync(None);
        await world.Session.BeginClockAsync(_ => All(late, 1), None);
        world.Session.Open(late)[0][0].Should().Be(0);
    }
}
