using static ParameterStore.Tests.StoreFixtures;

namespace ParameterStore.Tests;

public sealed class BlockLossTests
{
    [Fact]
    public async Task What_was_recorded_rides_with_the_push_in_the_order_of_its_blocks()
    {
        var world = new SessionWorld();
        BlockId[] blocks = [new(0, 0, 0), new(1, 0, 0), new(2, 0, 0)];
        world.Host.BlocksOf = _ => blocks;
        await world.BeginAsync(world.Session);
        world.Session.Record(blocks[2], new(9, 9));
        world.Session.Record(blocks[2], new(3, 1));
        world.Session.Record(blocks[0], new(1, 2));
        await world.Session.ClockAsync(None);
        world.Host.Pushes[^1].Losses.Should().Equal(new BlockLoss(1, 2), default, new(3, 1));

        await world.BeginAsync(world.Session);
        await world.Session.ClockAsync(None);
        world.Host.Pushes[^1].Losses.Should().OnlyContain(l => l == default, "a clock begins with nothing");
    }

    [Fact]
    public async Task A_loss_of_a_block_that_is_not_the_clocks_is_refused()
    {
        var world = new SessionWorld();
        world.Invoking(w => w.Session.Record(new(0, 0, 0), default)).Should().Throw<InvalidOperationException>("no clock is being done");
        await world.BeginAsync(world.Session);
        world.Invoking(w => w.Session.Record(new(1, 0, 0), default)).Should().Throw<ArgumentException>().WithMessage("*example shard 1*");
    }

    [Theory]
    [InlineData("asp")]
    [InlineData("bsp")]
    public async Task A_done_epochs_losses_are_all_workers_and_an_open_ones_are_refused(string policy)
    {
        var manifest = new JobManifest("job", 0, 2, 2, 1, 1, SyncPolicy.Parse(policy), "");
        await using IJobHost host = await JobPlacement.InProcess.OpenAsync(manifest, new FakeTimeProvider(), None);
        var session = new WorkerSession(host, await host.JoinAsync(None));
        for (int epoch = 0; epoch < 2; epoch++)
        {
            host.Invoking(h => h.LossOf(epoch)).Should().Throw<ArgumentOutOfRangeException>();
            await session.BeginClockAsync(_ => RowSet.Empty, None);
            foreach (BlockId block in session.Blocks.ToArray())
                session.Record(block, new((10 * epoch) + block.Shard, 4));
            await session.ClockAsync(None);
            host.LossOf(epoch).Should().Be(new BlockLoss((20 * epoch) + 1, 8));
        }

        (await session.BeginClockAsync(_ => RowSet.Empty, None)).Should().BeFalse();
        host.LossOf(0).Should().Be(new BlockLoss(1, 8), "it may be asked again");
        host.Statistics.Seats[0].Examples.Should().Be(16);
        host.Statistics.StoppedAt!.Value.Index.Should().Be(2);
    }

    [Fact]
    public async Task A_measure_counts_once()
    {
        var manifest = new JobManifest("job", 0, 1, 2, 1, 1, SyncPolicy.Asynchronous, "");
        await using IJobHost host = await JobPlacement.InProcess.OpenAsync(manifest, new FakeTimeProvider(), None);
        host.MeasureOf(1).Should().BeNull();
        (await host.MeasureOfAsync(1, None)).Should().BeNull("it is this process that has to measure");
        (await host.MeasuredAsync(1, 0.5, None)).Should().Be(0.5);
        (await host.MeasuredAsync(1, 0.7, None)).Should().Be(0.5);
        host.MeasureOf(1).Should().Be(0.5);
        host.MeasureOf(0).Should().BeNull();
        host.Invoking(h => h.MeasureOf(2)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public async Task What_is_posted_is_there_until_nothing_is_posted_in_its_place()
    {
        var manifest = new JobManifest("job", 0, 1, 1, 1, 1, SyncPolicy.Asynchronous, "");
        await using IJobHost host = await JobPlacement.InProcess.OpenAsync(manifest, new FakeTimeProvider(), None);
        byte[] bytes = [1, 2];
        await host.PostAsync("a", bytes, None);
        bytes[0] = 9;
        (await host.ReadPostedAsync("a", None)).ToArray().Should().Equal(1, 2);
        await host.PostAsync("a", default, None);
        host.Invoking(h => h.ReadPostedAsync("a", None)).Should().Throw<KeyNotFoundException>().WithMessage("*'a'*");
        (await host.ExchangeAsync("b", bytes, None)).Should().ContainSingle().Which.ToArray().Should().Equal(bytes);
    }
}
