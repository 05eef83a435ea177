namespace ParameterStore;

/// <summary>All committed state of a store.</summary>
internal sealed record StoreState(StoreVersion Version, long NewestToken, TableImage[] Tables, SeatRecord[] Seats);
