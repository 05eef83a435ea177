using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>A process whose link is cut is given up, and others go on where it stopped.</summary>
[Collection(OneRedisCollection.Name)]
public sealed class LostHostTests(OneRedis redis)
{
    private const int Processes = 3;

    public static TheoryData<string> Policies => KnownPolicies.All(ToyHost.ClockMs);

    [RedisTheory]
    [MemberData(nameof(Policies))]
    public async Task A_silent_process_is_given_up_after_its_lease_and_comes_back_as_a_new_one(string policy)
    {
        string job = RedisStores.NewName();
        RedisOptions options = ToyHost.Options(Processes);
        options.Lease = TimeSpan.FromMilliseconds(400);
        ToyHost[] hosts = [.. await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => ToyHost.OpenAsync(redis.Server.ConnectionString, ToyHost.Manifest(job, SyncPolicy.Parse(policy)), options, durability: 1)))];
        ToyHost lost = hosts[^1];
        int member = lost.Member;
        var mended = new TaskCompletionSource();
        lost.OnClock = async session =>
        {
            if (session.Clock != 2 || lost.Lost > 0)
                return;
            lost.Link.Cut();

            // Its pull is done, its push is not: the clock is to be done by others.
            await mended.Task.WaitAsync(Deadline.Hang, TimeProvider.System);
        };
        Task<ToyModel>[] runs = [.. hosts.Select(host => host.RunAsync())];
        await Until.TrueAsync(() => hosts[0].GaveUp(member), "the silent process is given up");
        lost.Link.Mend();
        mended.SetResult();
        ToyModel.CheckAll(await Task.WhenAll(runs));
        lost.Lost.Should().BePositive("its worker was told");
        lost.Member.Should().NotBe(member, "it came back under another number");
        foreach (ToyHost host in hosts)
            await host.DisposeAsync();
    }
}
