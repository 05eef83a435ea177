namespace ParameterStore.Tests;

/// <summary>What a worker saw when it began a clock.</summary>
/// <param name="Worker">Its seat.</param>
/// <param name="Clock">Its clock.</param>
/// <param name="Min">The slowest worker's clock when the read was made.</param>
/// <param name="Version">The version that the read was at.</param>
/// <param name="Included">By worker and clock: whether that update was in it.</param>
internal sealed record StampsRead(int Worker, int Clock, int Min, StoreVersion Version, bool[,] Included)
{
    /// <summary>The literature's clock of a row: everything stamped before it is included.</summary>
    public int RowClock
    {
        get
        {
            int clock = 0;
            while (clock < Included.GetLength(1) && Workers.All(w => Included[w, clock]))
                clock++;
            return clock;
        }
    }

    public IEnumerable<int> Workers => Enumerable.Range(0, Included.GetLength(0));
}
