using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>Jobs whose processes have only their own examples, and what processes exchange before.</summary>
public class LocalDataTests
{
    [Fact]
    public void Seats_get_the_example_shards_whose_examples_their_process_has()
    {
        ReplicaWorld world = Started(out WorkerId a, out WorkerId b);
        (world.Blocks(a), world.Blocks(b)).Should().Be(("0:0.0", "1:0.0"));
        (a.Seat, b.Seat).Should().Be((1, 0), "the order of coming does not matter");
    }

    [Fact]
    public void A_process_that_dies_with_examples_that_are_nowhere_else_fails_the_job_by_name()
    {
        ReplicaWorld world = Started(out _, out _);
        world.Token = 1;
        world.One(1, new MemberBuried(2, "host b was silent for 12 s"));
        world.Replica.Failure.Should().StartWith("host b was silent for 12 s, and its examples are nowhere else (DataPlacement.Local)");
    }

    [Fact]
    public void A_process_that_leaves_early_fails_the_job_by_name_but_not_when_its_part_is_done()
    {
        ReplicaWorld world = Started(out _, out _);
        world.One(2, new MemberLeft(2));
        world.Replica.Failure.Should().StartWith("host b, 1 workers left, and its examples are nowhere else");

        world = Started(out _, out WorkerId b);
        world.Push(2, b);
        world.Push(2, b);
        world.One(2, new MemberLeft(2));
        world.Replica.Failure.Should().BeNull();
    }

    [Fact]
    public void A_process_that_takes_part_anew_goes_on_with_its_own_examples()
    {
        ReplicaWorld world = Started(out _, out WorkerId b);
        world.Push(2, b);
        world.Append(3, new MemberEntered("host b", 1, 1), new MemberLeft(2));
        world.Replica.Failure.Should().BeNull();
        WorkerId again = world.Join(3);
        world.Blocks(again).Should().Be("1:0.1", "it goes on from the first block that was not pushed");

        byte[] saved = world.Bytes();
        ReplicaWorld.BytesOf(ReplicaWorld.Loaded(world.Manifest, saved)).Should().Equal(saved);
    }

    [Fact]
    public void A_home_that_the_job_does_not_know_is_refused() =>
        new ReplicaWorld(Job()).One(1, new MemberEntered("a", 1, 2)).Error.Should().BeOfType<ArgumentException>().Which.Message.Should().Contain("home 2");

    [Fact]
    public void Parts_of_an_exchange_stay_though_who_gave_them_leaves()
    {
        var world = new ReplicaWorld(ReplicaWorld.Job("asp"));
        world.Append(1, new MemberEntered("a", 1), new Posted("x", 1, 5));
        world.Replica.Exchanged("x").Should().BeEmpty("not all have come");
        world.Append(2, new MemberEntered("b", 1), new Posted("x", 1, 6));
        world.Append(1, new MemberLeft(1));
        world.Append(2, new Posted("x", 2, 0));

        world.Replica.Exchanged("x").Select(p => (p.Member, p.Posted.Number, p.Posted.Bytes)).Should().Equal((1, 1, 5), (2, 1, 6));
        byte[] saved = world.Bytes();
        ReplicaWorld.BytesOf(ReplicaWorld.Loaded(world.Manifest, saved)).Should().Equal(saved);
    }

    [Fact]
    public void An_exchange_goes_on_without_who_died_before_it_gave_its_part()
    {
        var world = new ReplicaWorld(ReplicaWorld.Job("asp")) { Token = 1 };
        world.One(9, new MemberEntered("of an earlier run", 2));
        world.Append(1, new MemberEntered("a", 1), new Posted("x", 1, 5));
        world.Append(2, new MemberEntered("b", 1), new Posted("x", 1, 6));
        world.Replica.Exchanged("x").Should().BeEmpty();
        world.One(1, new MemberBuried(9, "silent"));
        world.Replica.Exchanged("x").Select(p => p.Member).Should().Equal(1, 2);
    }

    private static JobManifest Job() => ReplicaWorld.Job("asp") with { HomeShards = [0, 1], DataPlacement = DataPlacement.Local };

    private static ReplicaWorld Started(out WorkerId a, out WorkerId b)
    {
        var world = new ReplicaWorld(Job());
        world.One(1, new MemberEntered("host a", 1, 0));
        world.One(2, new MemberEntered("host b", 1, 1));
        b = world.Join(2);
        a = world.Join(1);
        return world;
    }
}
