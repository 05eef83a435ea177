namespace Distributed.Learning;

/// <summary>The working copies that a block's updates read and write: whole tables, row-major.</summary>
public readonly ref struct FactorRows
{
    /// <summary>Item factors, items × padded rank.</summary>
    public required Span<float> ItemFactors { get; init; }

    /// <summary>Item biases and sums of squared gradients.</summary>
    public required Span<float> ItemState { get; init; }

    /// <summary>User factors, users × padded rank.</summary>
    public required Span<float> UserFactors { get; init; }

    /// <summary>User biases and sums of squared gradients.</summary>
    public required Span<float> UserState { get; init; }
}
