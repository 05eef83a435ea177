using Xunit.Abstractions;

namespace Redis.ParameterStore.Tests;

/// <summary>Processes of a job die, or stand still; the others go on, and nothing is lost or counted twice.</summary>
[Trait("Category", "Faults")]
public sealed class WorkerFaultTests(ITestOutputHelper output)
{
    public static TheoryData<int> Seeds => Rounds.MoreSeeds;

    [RedisTheory]
    [MemberData(nameof(Seeds))]
    public async Task A_process_is_killed_and_the_others_do_its_work(int seed)
    {
        Rounds round = Rounds.Of(seed);
        using RedisServer server = await RedisServer.StartAsync();
        using var job = new FaultJob(output, round.Plan(server.ConnectionString, "kill"));
        await job.ReachesAsync(round.Part());
        job.Children[round.Chance.Next(3)].Kill();
        await job.EndsExactlyAsync();
    }

    [RedisTheory]
    [MemberData(nameof(Seeds))]
    public async Task A_process_that_was_killed_and_started_again_takes_part_anew(int seed)
    {
        Rounds round = Rounds.Of(seed);
        using RedisServer server = await RedisServer.StartAsync();
        using var job = new FaultJob(output, round.Plan(server.ConnectionString, "again") with { BlocksPerEpoch = 40 });
        await job.ReachesAsync(round.Part(0.1, 0.3));
        job.Children[round.Chance.Next(3)].Kill();
        ChildProcess again = job.Add();
        await job.EndsExactlyAsync();
        output.WriteLine($"The one that came back did {again.Blocks} blocks.");
    }

    [RedisTheory]
    [MemberData(nameof(Seeds))]
    public async Task The_coordinator_is_killed_and_another_takes_its_place(int seed)
    {
        Rounds round = Rounds.Of(seed);
        using RedisServer server = await RedisServer.StartAsync();
        using var job = new FaultJob(output, round.Plan(server.ConnectionString, "lease"));
        await job.ReachesAsync(round.Part());
        ChildProcess? coordinator = null;
        await job.UntilAsync(() => (coordinator = job.Coordinator(server)) is not null, "a process coordinates");
        coordinator!.Kill();
        await job.EndsExactlyAsync();
    }

    [RedisTheory]
    [MemberData(nameof(Seeds))]
    public async Task A_process_that_stands_still_for_longer_than_its_lease_takes_part_anew(int seed)
    {
        Rounds round = Rounds.Of(seed);
        using RedisServer server = await RedisServer.StartAsync();
        using var job = new FaultJob(output, round.Plan(server.ConnectionString, "still") with { BlocksPerEpoch = 40 });
        await job.ReachesAsync(round.Part(0.1, 0.3));
        ChildProcess still = job.Children[round.Chance.Next(3)];
        still.Pause();
        await job.UntilAsync(() => job.WasGivenUp(still, server), "the process that stands still is given up");
        still.Resume();
        await job.EndsExactlyAsync();
        output.WriteLine(still.Told());
    }

    [RedisFact]
    public async Task A_block_that_counts_twice_is_noticed()
    {
        using RedisServer server = await RedisServer.StartAsync();
        using var job = new FaultJob(output, Rounds.Of(0).Plan(server.ConnectionString, "twice") with { BlocksPerEpoch = 5, CountsTwice = 17 });
        IReadOnlyList<string> violations = ExactSums.Violations(job.Plan, await job.EndAsync());
        violations.Should().Contain(v => v.Contains("17 counted 2 times"))
            .And.Contain(v => v.Contains("sums are wrong")).And.Contain(v => v.Contains("owns is"));
    }
}
