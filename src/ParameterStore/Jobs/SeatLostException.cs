namespace ParameterStore;

/// <summary>
/// A worker is not in its job any more, though it did not leave: the others gave its process up because it was silent for too long, or the store
/// lost its newest records in a failover. What it was doing is done again by whoever holds its example shards now; the worker may join anew.
/// </summary>
public sealed class SeatLostException : Exception
{
    /// <summary>Makes the exception.</summary>
    public SeatLostException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception, with what led to it.</summary>
    public SeatLostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
