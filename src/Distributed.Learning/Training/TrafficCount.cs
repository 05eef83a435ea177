namespace Distributed.Learning;

/// <summary>Bytes that this process's workers moved; added to by any of them.</summary>
internal sealed class TrafficCount
{
    private long _pulled;
    private long _pushed;

    internal long Pulled => Interlocked.Read(ref _pulled);

    internal long Pushed => Interlocked.Read(ref _pushed);

    internal void Add(long pulled, long pushed)
    {
        Interlocked.Add(ref _pulled, pulled);
        Interlocked.Add(ref _pushed, pushed);
    }
}
