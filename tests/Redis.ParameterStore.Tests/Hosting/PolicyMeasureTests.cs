using System.Collections.Concurrent;
using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>Measures that a policy wants, in jobs of several processes on a real server.</summary>
[Collection(OneRedisCollection.Name)]
public sealed class PolicyMeasureTests(OneRedis redis)
{
    [RedisFact]
    public async Task Measures_are_asked_for_and_the_policy_is_told()
    {
        ToyHost[] hosts = await OpenAsync();
        using var stop = new CancellationTokenSource();
        var asked = new ConcurrentBag<long>();
        Task[] measuring = [.. hosts.Select(host => MeasureAsync(host, asked, stop.Token))];
        var scales = new ConcurrentBag<float>();
        foreach (ToyHost host in hosts)
            host.OnClock = async session =>
            {
                // Workers wait for no measure; here they do, or the job might be over before many were taken.
                await Until.TrueAsync(() => !host.OwesMeasure(), "what was asked for is measured");
                scales.Add(session.StepScale);
            };

        ToyModel.CheckAll(await Task.WhenAll(hosts.Select(host => host.RunAsync())));
        await stop.CancelAsync();
        await Task.WhenAll(measuring);

        asked.Should().Contain(1).And.HaveCountGreaterThan(3);
        scales.Distinct().Should().HaveCountGreaterThan(1, "what was measured changed the steps");
        foreach (ToyHost host in hosts)
            await host.DisposeAsync();
    }

    [RedisFact]
    public async Task What_a_process_owes_that_goes_is_asked_of_the_next()
    {
        ToyHost[] hosts = await OpenAsync();
        var owed = new TaskCompletionSource();
        var gone = new TaskCompletionSource();
        foreach (ToyHost host in hosts)
            host.OnClock = session => (session.Clock == 0 ? owed : gone).Task;
        Task<StoreVersion>[] working = [.. hosts.Select(host => host.WorkAsync())];

        // A first push, so that there is a wish; whoever leads then does not answer, and goes.
        ValueTask<MeasureWish>[] wishes = [.. hosts.Select(host => host.Host.MeasureWantedAsync(CancellationToken.None))];
        owed.SetResult();
        Task<MeasureWish>[] waits = [.. wishes.Select(wish => wish.AsTask())];
        Task<MeasureWish> first = await Task.WhenAny(waits);
        int lead = Array.IndexOf(waits, first), other = 1 - lead;
        await hosts[lead].DisposeAsync();
        gone.SetResult();

        (await waits[other]).Id.Should().Be((await first).Id);
        await hosts[other].Host.MeasureTakenAsync((await first).Id, 1, CancellationToken.None);
        await working[other];
        await FluentActions.Awaiting(() => working[lead]).Should().ThrowAsync<Exception>();
        await hosts[other].DisposeAsync();
    }

    private async Task<ToyHost[]> OpenAsync()
    {
        var manifest = ToyHost.Manifest(RedisStores.NewName(), new QuickTuning(1, 4));
        return await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => ToyHost.OpenAsync(redis.Server.ConnectionString, manifest, ToyHost.Options(2))));
    }

    private static async Task MeasureAsync(ToyHost host, ConcurrentBag<long> asked, CancellationToken stop)
    {
        try
        {
            for (double loss = 1; ; loss /= 2)
            {
                MeasureWish wish = await host.Host.MeasureWantedAsync(stop);
                asked.Add(wish.Id);
                var replica = new Replica();
                (await host.Host.Store.PullAsync(replica, RowSet.Of(TableRows.All(host.Shared, ToyHost.Shards)), wish.Bound, stop)).Index.Should().BeGreaterThanOrEqualTo(wish.Bound.Index);
                await host.Host.MeasureTakenAsync(wish.Id, loss, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The job is over.
        }
    }
}
