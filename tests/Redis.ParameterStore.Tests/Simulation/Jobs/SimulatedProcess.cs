using System.Text;
using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>One process of a job, from its start to its end or crash: the real node, host and store, and workers that do toy work.</summary>
internal sealed class SimulatedProcess
{
    private readonly SimulatedRedisDriver _driver;
    private readonly SimulatedNode _node;

    internal SimulatedProcess(SimulatedRedisDriver driver, SimulatedNode node, WorldPlan plan, WorldChecks checks, string name)
    {
        (_driver, _node, Plan, Checks, Name) = (driver, node, plan, checks, name);
        Work = new(plan.Manifest, plan.Durability, plan.Fold);
        SharedRows = ToyWork.SharedRows(Work.Specs);
        string[] tags = HashSlots.Spread(plan.Manifest.JobId, plan.Manifest.Fit, plan.ParameterShards);
        var keys = new KeyNames("sim:", plan.Manifest.JobId, plan.Manifest.Fit, tags);
        JobNode = new(keys, plan.Settings, plan.Manifest, ManifestText.Of(plan.Manifest, plan.ParameterShards), name, plan.Seats);
        Runner = new(driver, node, JobNode);
        Host = new(Runner, plan.Manifest, new SimulatedClock(node));
    }

    internal string Name { get; }

    internal WorldPlan Plan { get; }

    internal WorldChecks Checks { get; }

    internal ToyWork Work { get; }

    internal RowSet SharedRows { get; }

    internal JobNode JobNode { get; }

    internal SimulatedNodeRunner Runner { get; }

    internal RedisHost Host { get; }

    /// <summary>Whether it came to its end, well or not.</summary>
    internal bool HasEnded { get; private set; }

    /// <summary>What it failed with; null if it did not.</summary>
    internal Exception? Error { get; private set; }

    /// <summary>The model that it would return; null if it failed.</summary>
    internal Replica? Model { get; private set; }

    internal void Note(string what) => _driver.Note(Name, what);

    internal async Task RunAsync()
    {
        Task measuring = Task.CompletedTask;
        try
        {
            await Runner.StartAsync().ConfigureAwait(false);
            foreach (TableSpec spec in Work.Specs)
                await Host.Store.CreateTableAsync(spec, CancellationToken.None).ConfigureAwait(false);
            if (Plan.Exchanges)
                await ExchangeAsync().ConfigureAwait(false);
            measuring = Plan.Manifest.Policy.Create().Traits.Measures ? MeasureAsync() : measuring;
            await Task.WhenAll(Enumerable.Range(0, Plan.Seats).Select(_ => new SimulatedWorker(this, new Random(_node.Chance.Next())).RunAsync())).ConfigureAwait(false);
            while (Model is null)
                await TakeModelAsync().ConfigureAwait(false);
            Checks.Ended(this);
        }
        catch (Exception error)
        {
            Error = error;
            Note($"ends by {error}");
        }

        await Host.DisposeAsync().ConfigureAwait(false);
        await measuring.ConfigureAwait(false);
        HasEnded = true;
        Note("has ended");
    }

    // As the training's own measuring does; until the host is disposed.
    private async Task MeasureAsync()
    {
        while (true)
        {
            try
            {
                MeasureWish wish = await Host.MeasureWantedAsync(CancellationToken.None).ConfigureAwait(false);
                StoreVersion version = await Host.Store.PullAsync(new(), ToyWork.AllRows(Work.Specs), wish.Bound, CancellationToken.None).ConfigureAwait(false);
                await Host.MeasureTakenAsync(wish.Id, 1.0 / (1 + version.Index), CancellationToken.None).ConfigureAwait(false);
                Note($"measured {wish.Id} at {version}");
            }
            catch (Exception lost) when (lost is SeatLostException or VersionUnavailableException)
            {
                Note($"measures anew: {lost.Message}");
            }
            catch (Exception ended)
            {
                Note($"measures no more: {ended.Message}");
                return;
            }
        }
    }

    private async Task ExchangeAsync()
    {
        IReadOnlyList<ReadOnlyMemory<byte>> parts = await Host.ExchangeAsync("part", Encoding.ASCII.GetBytes(Name), CancellationToken.None).ConfigureAwait(false);
        Checks.Exchanged(this, [.. parts.Select(p => Encoding.ASCII.GetString(p.Span))]);
    }

    // As the training's end does.
    private async Task TakeModelAsync()
    {
        try
        {
            await Host.CompletedAsync(CancellationToken.None).ConfigureAwait(false);
            StoreVersion stop = Host.Statistics.StoppedAt!.Value;
            var model = new Replica();
            await Host.Store.PullAsync(model, ToyWork.AllRows(Work.Specs), PullBound.Exactly(stop.Index), CancellationToken.None).ConfigureAwait(false);
            if (model.Version == stop)
                Model = model;
        }
        catch (SeatLostException lost)
        {
            Note($"looks for the model again: {lost.Message}");
        }
    }
}
