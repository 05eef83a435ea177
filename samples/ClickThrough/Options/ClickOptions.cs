namespace ClickThrough;

/// <summary>What was asked for on the command line.</summary>
internal sealed record ClickOptions
{
    public string? Data { get; init; }

    /// <summary>Impressions to generate.</summary>
    public int Rows { get; init; } = 100_000;

    /// <summary>Each column's values are hashed to 2 to the power of this many features.</summary>
    public int Bits { get; init; } = 14;

    public int Epochs { get; init; } = 5;

    public int Seed { get; init; } = 1;

    public bool Compare { get; init; }

    public string? Model { get; init; }

    public bool Json { get; init; }

    public JobSettings Job { get; init; } = new();
}
