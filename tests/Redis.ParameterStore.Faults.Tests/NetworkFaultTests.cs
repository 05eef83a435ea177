using Xunit.Abstractions;

namespace Redis.ParameterStore.Tests;

/// <summary>A machine is cut off from the network: no packet comes back, not even a refusal.</summary>
[Trait("Category", "Faults")]
public sealed class NetworkFaultTests(ITestOutputHelper output)
{
    public static TheoryData<int> Seeds => Rounds.Seeds;

    [NetworkTheory]
    [MemberData(nameof(Seeds))]
    public async Task A_process_that_is_cut_off_is_given_up_and_takes_part_anew_when_it_is_back(int seed)
    {
        Rounds round = Rounds.Of(seed);
        using var network = new OwnNetwork(seed);
        using RedisServer server = await RedisServer.StartAsync(new() { FurtherAddress = network.Address });
        WorkerPlan plan = round.Plan(server.ConnectionString, "cut") with { BlocksPerEpoch = 60 };
        using var job = new FaultJob(output, plan, processes: 2);
        ChildProcess far = job.Add($"{network.Address}:{server.Port}", network.Prefix);
        await job.ReachesAsync(round.Part(0.1, 0.2));
        network.Cut();
        await job.UntilAsync(() => job.WasGivenUp(far, server), "the process that is cut off is given up");
        network.Mend();
        await job.EndsExactlyAsync();
        output.WriteLine($"The one that was cut off did {far.Blocks} blocks.");
    }
}
