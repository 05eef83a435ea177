using ParameterStore;

namespace Distributed.Learning;

/// <summary>What the updates of one block need to know besides the rows.</summary>
/// <param name="Settings">The factorization asked for.</param>
/// <param name="Deviation">The ratings' standard deviation, &gt; 0.</param>
/// <param name="Progress">How much of the training is done, 0 … 1: steps shrink with it, linearly.</param>
/// <param name="StepScale">The policy's factor on the step size.</param>
public readonly record struct FactorPass(MatrixFactorizationSettings Settings, double Deviation, double Progress, float StepScale)
{
    /// <summary>What a block needs.</summary>
    /// <param name="block">Which of its example shard's blocks.</param>
    /// <param name="blocksPerEpoch">Blocks that an example shard's epoch has.</param>
    /// <param name="settings">The factorization asked for.</param>
    /// <param name="deviation">The ratings' standard deviation, &gt; 0.</param>
    /// <param name="stepScale">The policy's factor on the step size.</param>
    public static FactorPass At(BlockId block, int blocksPerEpoch, MatrixFactorizationSettings settings, double deviation, float stepScale) =>
        new(settings, deviation, (block.Epoch + ((double)block.Index / blocksPerEpoch)) / settings.Epochs, stepScale);
}
