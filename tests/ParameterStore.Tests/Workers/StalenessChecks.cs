namespace ParameterStore.Tests;

/// <summary>What stale synchronous parallel promises of every read (Ho et al., NIPS 2013), checked read by read.</summary>
internal sealed class StalenessChecks(int staleness)
{
    private readonly Dictionary<int, StampsRead> _last = [];

    public int Reads { get; private set; }

    /// <exception cref="InvalidOperationException">A promise is broken; which one is named.</exception>
    public void On(StampsRead read)
    {
        Reads++;
        Require(read.Clock - read.Min <= staleness, read, "a worker went more than the staleness ahead of the slowest");
        Require(read.RowClock >= read.Clock - staleness, read, "a read misses an update older than the staleness");
        Require(Enumerable.Range(0, read.Clock).All(c => read.Included[read.Worker, c]), read, "a worker does not see its own updates");
        Require(!read.Included[read.Worker, read.Clock], read, "a worker sees an update before it is made");
        if (_last.TryGetValue(read.Worker, out StampsRead? last))
        {
            Require(read.Version.Index >= last.Version.Index && read.RowClock >= last.RowClock, read, "a row went back in time");
            foreach (int worker in read.Workers)
                for (int clock = 0; clock < last.Included.GetLength(1); clock++)
                    Require(read.Included[worker, clock] || !last.Included[worker, clock], read, "an update vanished");
        }
        _last[read.Worker] = read;
    }

    private static void Require(bool holds, StampsRead read, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException($"Worker {read.Worker} at clock {read.Clock} (slowest {read.Min}): {otherwise}.");
    }
}
