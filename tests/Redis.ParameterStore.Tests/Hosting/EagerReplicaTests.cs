using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>A process's replica follows what others commit while its own workers compute: it never waits for a pull to ask.</summary>
[Collection(OneRedisCollection.Name)]
public sealed class EagerReplicaTests(OneRedis redis)
{
    [RedisTheory]
    [InlineData("essp:100")]
    [InlineData("asp")]
    public async Task What_others_commit_is_there_before_the_pull_that_wants_it(string policy)
    {
        var manifest = ToyHost.Manifest(RedisStores.NewName(), SyncPolicy.Parse(policy));
        await using ToyHost fast = await ToyHost.OpenAsync(redis.Server.ConnectionString, manifest, ToyHost.Options(2));
        await using ToyHost slow = await ToyHost.OpenAsync(redis.Server.ConnectionString, manifest, ToyHost.Options(2));
        var checkedAt = new TaskCompletionSource();
        var computing = new TaskCompletionSource();
        fast.OnClock = async session =>
        {
            await computing.Task;
            if (session.Clock == 6)
                await checkedAt.Task;
        };
        slow.OnClock = async session =>
        {
            if (session.Clock > 0)
                return;

            // This worker only computes, while the other one commits six clocks.
            computing.SetResult();
            await slow.FoldedAsync(6);
            slow.Link.Cut();
            var replica = new Replica();
            ValueTask<StoreVersion> pull = slow.Host.Store.PullAsync(replica, RowSet.Of(TableRows.All(slow.Shared, ToyHost.Shards)), PullBound.AtLeast(6), CancellationToken.None);
            pull.IsCompletedSuccessfully.Should().BeTrue("nothing is asked for");
            (await pull).Index.Should().Be(6);
            replica.Values(slow.Shared).ToArray().Sum().Should().Be(6 * (ToyHost.Shards / 2));
            slow.Link.Mend();
            checkedAt.SetResult();
        };

        ToyModel.CheckAll(await Task.WhenAll(fast.RunAsync(), slow.RunAsync()));
    }
}

/// <summary>Waits for a node's image, and does nothing for it.</summary>
internal sealed class AwaitFolded(JobNode node, long commits) : Procedure<bool>
{
    protected override IEnumerable<Step> Run()
    {
        while (node.Image.Version.Index < commits && !node.IsLost(null))
            yield return Step.Wait(node.Changed);
        node.ThrowIfLost(null);
    }
}
