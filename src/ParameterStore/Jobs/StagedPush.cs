namespace ParameterStore;

/// <summary>A push that waits for the policy's decision.</summary>
internal sealed class StagedPush
{
    /// <summary>Whose it is.</summary>
    public SeatState Seat { get; set; } = null!;

    /// <summary>The blocks whose work it is.</summary>
    public List<BlockId> Blocks { get; } = [];

    /// <summary>What each of them summed up; empty if nothing was.</summary>
    public List<BlockLoss> Losses { get; } = [];
}
