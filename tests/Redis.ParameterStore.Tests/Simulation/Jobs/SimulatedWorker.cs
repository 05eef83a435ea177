using ParameterStore;

namespace Redis.ParameterStore.Tests;

/// <summary>A thread of a process: takes a seat, does clocks until there are no more, and begins again when its seat is lost, as the training loop does.</summary>
internal sealed class SimulatedWorker(SimulatedProcess process, Random chance)
{
    private const int RestartsMax = 100;

    private readonly HashSet<int> _seen = [];

    internal async Task RunAsync()
    {
        for (int restarts = 0; restarts < RestartsMax; restarts++)
        {
            try
            {
                WorkerId worker = await process.Host.JoinAsync(CancellationToken.None).ConfigureAwait(false);
                process.Note($"takes {worker}");
                _seen.Clear();
                await RunOrFailAsync(worker).ConfigureAwait(false);
                return;
            }
            catch (SeatLostException lost)
            {
                process.Note($"loses a seat: {lost.Message}");
            }
        }

        throw new InvalidOperationException($"A worker lost its seat {RestartsMax} times.");
    }

    private async Task RunOrFailAsync(WorkerId worker)
    {
        try
        {
            await RunSeatAsync(worker).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not JobFailedException and not SeatLostException)
        {
            // The job ends with the error, for everybody.
            await process.Host.LeaveAsync(worker, LeaveReason.Died, error, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private async Task RunSeatAsync(WorkerId worker)
    {
        var session = new WorkerSession(process.Host, worker);
        while (await session.BeginClockAsync(_ => process.SharedRows, CancellationToken.None).ConfigureAwait(false))
        {
            process.Checks.Pulled(process, session);
            await process.Runner.DelayAsync(process.Plan.ComputeTime(chance)).ConfigureAwait(false);
            if (session.IsAborted)
            {
                await session.AbortAsync(CancellationToken.None).ConfigureAwait(false);
                continue;
            }

            BlockId[] blocks = session.Blocks.ToArray();
            foreach (BlockId block in blocks)
                Run(session, block);
            int clock = session.Clock;
            CommitOutcome outcome = await session.ClockAsync(CancellationToken.None).ConfigureAwait(false);
            process.Note($"{worker} pushed clock {clock}, {string.Join(", ", blocks)}: {outcome}");
            if (outcome != CommitOutcome.Fenced)
                process.Checks.Pushed(worker, clock, blocks);
            if (clock == process.Plan.StopsAfter)
                process.Host.RequestStop(StopReason.EarlyStop);
            if (process.Plan.Leaves(chance))
            {
                await process.Host.LeaveAsync(worker, LeaveReason.Resigned, null, CancellationToken.None).ConfigureAwait(false);
                return;
            }
        }

        await process.Host.LeaveAsync(worker, LeaveReason.Finished, null, CancellationToken.None).ConfigureAwait(false);
    }

    private void Run(WorkerSession session, BlockId block)
    {
        int number = process.Work.NumberOf(block);
        bool isTakeover = _seen.Add(block.Shard) && number > 0;
        bool isWrong = isTakeover && process.Plan.Bug == PlantedBug.WrongBlock && number + 1 < process.Host.Manifest.BlocksPerShard;
        BlockId done = isWrong ? BlockId.FromNumber(block.Shard, number + 1, process.Host.Manifest.BlocksPerEpoch) : block;

        // The working copies lie in arrays; the views are of their whole tables.
        float[][] tables = [session.Open(new(0)).Values.ToArray(), session.Open(new(1)).Values.ToArray(), session.Open(new(2)).Values.ToArray(), session.Open(new(3)).Values.ToArray()];
        process.Work.Run(done, t => tables[t]);
        for (int t = 0; t < tables.Length; t++)
            tables[t].CopyTo(session.Open(new(t)).Values);
        session.Record(block, new(number, 1));
    }
}
