using ParameterStore;

namespace Distributed.Learning;

/// <summary>What each seat has done; written by its worker, read by anyone.</summary>
internal sealed class SeatTallies(int seats)
{
    private readonly long[] _updates = new long[seats];
    private long _bytesPulled;
    private long _bytesPushed;

    /// <summary>Examples processed by all.</summary>
    internal long Updates
    {
        get
        {
            long sum = 0;
            for (int seat = 0; seat < _updates.Length; seat++)
                sum += UpdatesOf(seat);
            return sum;
        }
    }

    internal long BytesPulled => Interlocked.Read(ref _bytesPulled);

    internal long BytesPushed => Interlocked.Read(ref _bytesPushed);

    /// <summary>Examples processed by one seat; 0 for a seat that the job did not start with.</summary>
    internal long UpdatesOf(int seat) => seat < _updates.Length ? Interlocked.Read(ref _updates[seat]) : 0;

    internal void Worked(WorkerId worker, long examples) => Interlocked.Add(ref _updates[worker.Seat], examples);

    /// <summary>A worker is through.</summary>
    internal void Moved(long bytesPulled, long bytesPushed)
    {
        Interlocked.Add(ref _bytesPulled, bytesPulled);
        Interlocked.Add(ref _bytesPushed, bytesPushed);
    }
}
