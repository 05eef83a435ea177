namespace MovieLens;

/// <summary>What was asked for on the command line.</summary>
internal sealed record SampleOptions : SampleSettings
{
    public string? Data { get; init; }

    public bool Download { get; init; }

    /// <summary>Pushes an epoch; null: chosen.</summary>
    public int? Clocks { get; init; }

    public int Rank { get; init; } = 64;

    public int Epochs { get; init; } = 50;

    public ulong Salt { get; init; }

    /// <summary>Where the event log of the training goes; null: nowhere.</summary>
    public string? EventLog { get; init; }
}
