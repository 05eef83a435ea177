using ParameterStore;

namespace Distributed.Learning;

/// <summary>What one worker of a learner has for itself: scratch memory and cached row sets. Used by one worker at a time.</summary>
public interface ILearnerWorker
{
    /// <summary>The shared rows that some blocks need; owned rows go without saying.</summary>
    RowSet RowsOf(ReadOnlyMemory<BlockId> blocks);

    /// <summary>Does one block's work in the session's working copy.</summary>
    BlockLoss Run(BlockId block, WorkerSession session);
}
