namespace ClickThrough;

/// <summary>What was asked for on the command line.</summary>
internal sealed record ClickOptions : SampleSettings
{
    public string? Data { get; init; }

    /// <summary>Impressions to generate.</summary>
    public int Rows { get; init; } = 100_000;

    /// <summary>Each column's values are hashed to 2 to the power of this many features.</summary>
    public int Bits { get; init; } = 14;

    public int Epochs { get; init; } = 5;

    public ClickTrainer Trainer { get; init; } = ClickTrainer.Gradients;
}
